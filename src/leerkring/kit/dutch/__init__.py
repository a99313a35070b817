"""Dutch words as search needs them: what stands in a text and what it may be called by.

Index and query both pass `terms`, so that what is asked meets what is kept.
"""

from leerkring.kit.dutch.analysis import LEMMA as LEMMA
from leerkring.kit.dutch.analysis import PART as PART
from leerkring.kit.dutch.analysis import SENSE as SENSE
from leerkring.kit.dutch.analysis import Term as Term
from leerkring.kit.dutch.analysis import Word as Word
from leerkring.kit.dutch.analysis import is_dutch as is_dutch
from leerkring.kit.dutch.analysis import load as load
from leerkring.kit.dutch.analysis import may_name as may_name
from leerkring.kit.dutch.analysis import places as places
from leerkring.kit.dutch.analysis import related as related
from leerkring.kit.dutch.analysis import spots as spots
from leerkring.kit.dutch.analysis import strength as strength
from leerkring.kit.dutch.analysis import terms as terms
from leerkring.kit.dutch.analysis import words as words
from leerkring.kit.dutch.sentences import sentences as sentences
from leerkring.kit.dutch.typos import deletes as deletes
from leerkring.kit.dutch.typos import nearest as nearest
