"""A vocabulary's terms as class attributes, so that a type checker knows every one of them."""

from typing import ClassVar


class Namespace:
    """Terms of one vocabulary: each annotated name of a subclass becomes its IRI."""

    BASE: ClassVar[str]

    def __init_subclass__(cls, *, base: str) -> None:
        cls.BASE = base
        for name in cls.names():
            setattr(cls, name, base + name)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the local names declared, in the order of the class body."""
        return tuple(cls.__annotations__)

    @classmethod
    def term(cls, name: str) -> str:
        """Return the IRI of the declared local ``name``; KeyError if it is not declared."""
        if name not in cls.__annotations__:
            raise KeyError(f"{cls.__name__} declares no term {name!r}")
        return cls.BASE + name
