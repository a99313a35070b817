"""Names that were typed in haste."""


def is_slip_of(low: str, name: str) -> bool:
    """Whether two neighbouring letters changed places, or one letter is missing or doubled."""
    if low == name or abs(len(low) - len(name)) > 1:
        return False
    if len(low) == len(name):
        different = [at for at, (one, other) in enumerate(zip(low, name, strict=True)) if one != other]
        return (
            len(different) == 2
            and different[1] == different[0] + 1
            and low[different[0]] == name[different[1]]
            and low[different[1]] == name[different[0]]
        )
    longer, shorter = (low, name) if len(low) > len(name) else (name, low)
    at = next(
        (at for at, (one, other) in enumerate(zip(longer, shorter, strict=False)) if one != other),
        len(shorter),
    )
    return longer[:at] + longer[at + 1 :] == shorter and len(shorter) >= 5
