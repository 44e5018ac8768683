"""When two names of one annotation mean one thing: by their forms, or for descriptions by their content words."""

import re

_TITLES = frozenset(
    """president vice acting former interim deputy chief senior us u.s american federal district circuit appeals supreme
    court judge justice senator sen representative rep congressman congresswoman governor gov mayor attorney general
    secretary homeland security state treasury speaker leader majority minority house senate republican democratic
    democrat spokesman spokeswoman spokesperson mr mrs ms dr commissioner director sheriff police officer white counsel
    the a an of lawyer solicitor press first lady king prime minister chancellor""".split()
)
_ARTICLES = frozenset("the a an us".split())
_LIGHT = frozenset("the a an of in on to for and that from by with their its his us so-called".split())


def _words(name: str) -> list[str]:
    plain = re.sub(r"['\u2019]s\b", "", name.casefold())
    plain = re.sub(r"\bu\.s\.?(?=\W|$)", "us", plain)
    stripped = (word.strip(".") for word in re.findall(r"[\w.&-]+", plain))
    return [word for word in stripped if word]


def forms(name: str) -> set[str]:
    """The name as it is compared: whole, without its article, and without its leading titles one after the other."""
    words = _words(name)
    forms = {" ".join(words)}
    while words and words[0] in _ARTICLES:
        words = words[1:]
        forms.add(" ".join(words))
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
        if not _TITLES.issuperset(words):
            forms.add(" ".join(words))
    return forms - {""}


def described(name: str) -> bool:
    """A bare description ("the president"), which names nobody by itself."""
    return not re.search("[A-Z]", name) or _TITLES.issuperset(_words(name))


def alike(one: str, other: str) -> bool:
    """Whether two descriptions share most content words, or one has all (two or more) of the other's."""
    a, b = set(_words(one)) - _LIGHT, set(_words(other)) - _LIGHT
    shared = a & b
    return len(shared) > 1 and (shared in (a, b) or len(shared) / len(a | b) >= 0.6)
