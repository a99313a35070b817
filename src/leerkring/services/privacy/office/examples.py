"""What each kind of data is, for who chooses the policy: in plain words, with an example."""

from django.utils.translation import gettext_lazy as _

from leerkring.kit.pii.kinds import Kind
from leerkring.services.privacy.queries import UNREAD
from leerkring.services.privacy.words import Text

EXAMPLES: dict[str, tuple[Text, Text]] = {
    Kind.NAME: (
        _("The name of a person: a first name, a surname or both. Not of methods or organisations."),
        _("Yesterday I called the mother of Milan."),
    ),
    Kind.BSN: (
        _("The number that the government gives each person. The law allows hardly anybody to use it."),
        _("His number is 111222333."),
    ),
    Kind.IBAN: (
        _("The number of a bank account."),
        _("The money goes to NL91 ABNA 0417 1643 00."),
    ),
    Kind.PHONE: (
        _("The number of a mobile or of a phone at home."),
        _("You can reach her at 06 12 34 56 78."),
    ),
    Kind.EMAIL: (
        _("An address for mail. Often there is a name in it."),
        _("Mail to m.jansen@example.org."),
    ),
    Kind.POSTCODE: (
        _("A postcode, mostly with a house number."),
        _("Their postcode is 8011 AB."),
    ),
    Kind.ADDRESS: (
        _("A street with a number, or words that say where somebody lives."),
        _("We went to Kerkstraat 12."),
    ),
    Kind.BIRTH: (
        _("The day on which somebody was born, in numbers or in words."),
        _("She was born on 12 March 2011."),
    ),
    Kind.CASE: (
        _("The number of a file, of a client or of a case at the court."),
        _("See file C/13/123456."),
    ),
    Kind.HANDLE: (
        _("The name that somebody uses on a website or in an app."),
        _("He is called @milan2011 there."),
    ),
    Kind.PLATE: (
        _("The number plate of a car or scooter."),
        _("Father came in the car with 12-ABC-3."),
    ),
    Kind.SCHOOL: (
        _("The name of one school."),
        _("He is in group 7 of De Regenboog school."),
    ),
    Kind.RARE: (
        _("Something that happens seldom, together with a small place."),
        _("There are triplets in Giethoorn."),
    ),
    UNREAD: (
        _("A file that cannot be looked through: a photo of a letter, or a very long report."),
        _("report-scanned.pdf"),
    ),
}
