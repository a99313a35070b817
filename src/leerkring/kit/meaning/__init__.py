"""What texts mean, as vectors: texts that mean nearly the same have a product near 1."""

from leerkring.kit.meaning.encoder import DIMENSIONS as DIMENSIONS
from leerkring.kit.meaning.encoder import Vector as Vector
from leerkring.kit.meaning.encoder import load as load
from leerkring.kit.meaning.encoder import vectors as vectors
