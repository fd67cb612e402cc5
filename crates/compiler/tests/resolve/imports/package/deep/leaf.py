from ..sibling import thing
from ...package import VERSION

leaf_name = "leaf"


def run():
    return thing
