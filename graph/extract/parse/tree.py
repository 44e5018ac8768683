"""Words of the dependency parse and what hangs on them: children, coordinates, what stands after a preposition.

Grammatical only: nothing here knows what a word means. Labels are those of ClearNLP, which spaCy's English models use.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.parse.listed import kids

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLAUSES = frozenset({"xcomp", "ccomp", "advcl"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOBODY = frozenset({"nobody", "nothing", "none"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_LONGEST_LIST = 60


_MISTAKEN = {"fin": "fine", "undid": "undo"}
"""What the lemmatizer makes of some forms of verbs."""


def lemma(token: Token) -> str:
    found = token.lemma_.lower()
    return _MISTAKEN.get(found, found)


def children(token: Token, *deps: str) -> list[Token]:
    return [child for child in kids(token) if child.dep_ in deps]


def child(token: Token, *deps: str) -> Token | None:
    for found in kids(token):
        if found.dep_ in deps:
            return found
    return None


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def coordinated(token: Token) -> list[Token]:
    """The token and what is coordinated below it: "A, B and C" from A, as far as a list of news goes."""
    found = [token]
    for member in found:
        if len(found) >= _LONGEST_LIST:
            break
        found.extend(c for c in children(member, "conj") if not _left_aside(c))
        found.extend(c for c in children(member, "appos") if _continues(member, c))
    return found[:_LONGEST_LIST]


def _left_aside(member: Token) -> bool:
    """ "employers and *not their workers*": the one that is told not to be meant; yet "not only"."""
    if member.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    for i in (member.left_edge.i, member.left_edge.i - 1):
        if member.doc[i].lower_ == "not":
            return member.doc[i + 1].lower_ not in ("only", "just", "merely", "simply")
    return False


def _continues(member: Token, apposed: Token) -> bool:
    """The parse has taken the next names of a list for an apposition: "Smith, Jones, Brown and Green"."""
    alike = member.ent_type_ == apposed.ent_type_ and apposed.ent_type_ in ("PERSON", "ORG")
    return alike and member.pos_ == apposed.pos_ == "PROPN" and bool(children(apposed, "conj"))


def infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in kids(verb))


def requested(clause: Token) -> bool:
    """The form in which something is asked for: "to stop", or the bare "stop" of "demanded that they stop"."""
    be = clause.tag_ == "VBN" and any(c.lower_ == "be" for c in children(clause, "auxpass"))
    bare = (clause.tag_ == "VB" or be) and child(clause, "nsubj", "nsubjpass") and not child(clause, "aux")
    return infinitive(clause) or bool(bare)


def is_passive(verb: Token) -> bool:
    if child(verb, "nsubjpass", "auxpass"):
        return True
    if verb.tag_ == "VBD" and verb.dep_ == "advcl" and child(verb, "agent") and not child(verb, "aux", "nsubj"):
        return True
    if verb.tag_ != "VBN" or child(verb, "aux", "nsubj"):
        return False
    return verb.dep_ in ("acl", "advcl") or (verb.dep_ == "conj" and is_verb(verb.head) and is_passive(verb.head))


def _prepositions(token: Token) -> list[Token]:
    """The children, and what "and" joins to a preposition among them: "looks into them *and into* their aides"."""
    found = kids(token)
    joined = [c for p in found if p.dep_ == "prep" for c in kids(p) if c.dep_ == "conj" and c.pos_ == "ADP"]
    return [*found, *joined] if joined else found


def objects_of(token: Token, preposition: str) -> list[Token]:
    """What stands after the preposition that hangs on the token; "favor of": after "in favor of"."""
    word, _, more = preposition.partition(" ")
    found = []
    for prep in _prepositions(token):
        if prep.dep_ not in ("prep", "agent", "dative", "prt", "conj") or (prep.lower_ != word and not more):
            continue
        noun = child(prep, "pobj")
        if noun is not None and more:
            found += objects_of(noun, more) if noun.lower_ == word else []
        elif noun is not None:
            found.append(noun)
    return found


def beside(noun: Token, preposition: str) -> list[Token]:
    """What stands after a preposition right behind the noun, wherever the parse has hung it."""
    end = noun.right_edge.i + 1
    following = noun.doc[end] if end < len(noun.doc) else noun
    return children(following, "pobj") if following.lower_ == preposition else []


def by_phrase(token: Token) -> list[Token]:
    """The doers that "by" names, of a passive verb or of a noun."""
    return [n for n in objects_of(token, "by") if n.ent_type_ not in ("DATE", "TIME")]


_GIVEN = frozenset({"with", "from", "of", "to", "out", "on", "off", "into", "in", "under"})
"""Prepositions of what one is given or kept from."""


def by_behind(verb: Token, depth: int = 0) -> list[Token]:
    """The doers that "by" names behind what a passive verb gives or takes: "denied visas *by them*", "served with"."""
    if depth > 4:
        return []
    below = children(verb, "dobj", "oprd", "pobj", "pcomp")
    below += [p for p in children(verb, "prep", "prt") if p.lower_ in _GIVEN]
    below += [c for c in children(verb, "xcomp") if infinitive(c)]
    for word in below:
        found = by_phrase(word) or by_behind(word, depth + 1)
        if found:
            return found
    return []


def direct_object(verb: Token) -> Token | None:
    """The object, or the subject of an infinitive or gerund in its place ("urged Congress to act")."""
    found = child(verb, "dobj")
    if found is None:
        clause = next((c for c in children(verb, "ccomp") if requested(c) or _gerund(c)), None)
        found = child(clause, *SUBJECTS) if clause is not None else None
    return found


def _gerund(clause: Token) -> bool:
    """ "prevent the state gaining", "keep them coming" """
    return clause.tag_ == "VBG" and not child(clause, "aux", "mark")


def finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(c.tag_ in (*FINITE, "MD") for c in children(verb, "aux", "auxpass"))


def of_none(verb: Token) -> bool:
    """Its object is nothing: "approved no bill", "took in no more refugees", "frightens nobody"."""
    for noun in children(verb, "dobj"):
        quantity = [c for w in (noun, *children(noun, "amod")) for c in children(w, "det", "neg")]
        if noun.lower_ in _NOBODY or any(c.lower_ == "no" for c in quantity):
            return True
    return False


def has_relative(token: Token) -> bool:
    """A relative pronoun stands there, alone or in a phrase: "which", "under which", "all of whom", "whose letter"."""
    return any(t.tag_ in _RELATIVE for t in token.subtree)


def ancestors(token: Token) -> Iterator[Token]:
    """The token and those above it."""
    yield token
    yield from token.ancestors
