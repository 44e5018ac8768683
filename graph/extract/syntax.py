"""Reading the dependency parse: who is the subject of a verb, wherever the sentence has put it.

Grammatical only: nothing here knows what a word means. Labels are those of ClearNLP, which spaCy's English models use.
"""

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLAUSES = frozenset({"xcomp", "ccomp", "advcl"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RULING = frozenset({"rule", "hold", "decide", "find", "order"})
_NOBODY = frozenset({"nobody", "nothing", "none"})
_ENDEAVOURS = frozenset({"bid", "effort", "attempt", "move", "push", "drive", "campaign", "ploy", "gambit", "part"})
_MEDIA = frozenset({"twitter", "facebook", "instagram", "youtube", "tv", "television", "radio"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_DEEPEST = 12
_LONGEST_LIST = 60


def lemma(token: Token) -> str:
    return token.lemma_.lower()


def children(token: Token, *deps: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def child(token: Token, *deps: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def coordinated(token: Token) -> list[Token]:
    """The token and what is coordinated below it: "A, B and C" from A, as far as a list of news goes."""
    found = [token]
    for member in found:
        if len(found) >= _LONGEST_LIST:
            break
        found.extend(children(member, "conj"))
        found.extend(c for c in children(member, "appos") if _continues(member, c))
    return found[:_LONGEST_LIST]


def _continues(member: Token, apposed: Token) -> bool:
    """The parse has taken the next names of a list for an apposition: "Smith, Jones, Brown and Green"."""
    alike = member.ent_type_ == apposed.ent_type_ and apposed.ent_type_ in ("PERSON", "ORG")
    return alike and member.pos_ == apposed.pos_ == "PROPN" and bool(children(apposed, "conj"))


def infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def requested(clause: Token) -> bool:
    """The form in which something is asked for: "to stop", or the bare "stop" of "demanded that they stop"."""
    bare = clause.tag_ == "VB" and child(clause, "nsubj", "nsubjpass") and not child(clause, "aux")
    return infinitive(clause) or bool(bare)


def is_passive(verb: Token) -> bool:
    if child(verb, "nsubjpass", "auxpass"):
        return True
    if verb.tag_ != "VBN" or child(verb, "aux", "nsubj"):
        return False
    return verb.dep_ in ("acl", "advcl") or (verb.dep_ == "conj" and is_verb(verb.head) and is_passive(verb.head))


def objects_of(token: Token, preposition: str) -> list[Token]:
    """What stands after the preposition that hangs on the token; "favor of": after "in favor of"."""
    word, _, more = preposition.partition(" ")
    found = []
    for prep in token.children:
        if prep.dep_ not in ("prep", "agent", "dative", "prt") or (prep.lower_ != word and not more):
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


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject, its own or the one it shares; of a relative pronoun, the pronoun itself."""
    own = child(verb, *SUBJECTS) or _beside_auxiliary(verb)
    if own is not None or depth > _DEEPEST:
        return own
    head = verb.head
    if verb.dep_ == "conj" and is_verb(head):
        head = resumed(verb)
        return (_behind_conjunction(verb) if verb.tag_ in FINITE else None) or subject(head, depth + 1)
    if verb.dep_ in CLAUSES and verb.tag_ in FINITE and is_verb(head):
        return _behind_conjunction(verb)
    if verb.dep_ in CLAUSES and is_verb(head):
        return _of_the_ruling(verb) or _controlled(verb, head, depth)
    if verb.dep_ in CLAUSES and head.pos_ == "ADJ" and is_verb(head.head):
        return subject(head.head, depth + 1)
    if verb.dep_ == "acl":
        return owner(head) if infinitive(verb) else _above_place(head)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        above = head.head
        if not is_verb(above):
            return owner(above)
        done_to = next(iter(undergoers(above)), None) if head.lower_ in ("of", "from", "for") else None
        return done_to if done_to is not None else subject(above, depth + 1)
    return None


def finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(c.tag_ in (*FINITE, "MD") for c in children(verb, "aux", "auxpass"))


def resumed(verb: Token) -> Token:
    """The verb that a coordinated one goes on from, a finite one from no infinitive: "told them to stay and left"."""
    above = verb.head
    if not finite(verb) or not infinitive(above):
        return above
    return next((t for t in above.ancestors if is_verb(t) and finite(t)), above)


def _beside_auxiliary(verb: Token) -> Token | None:
    """The subject that the parse has hung on the auxiliary: "said that *she* was leaving"."""
    return next((s for aux in children(verb, "aux", "auxpass") for s in aux.lefts if s.dep_ in SUBJECTS), None)


def _above_place(noun: Token) -> Token:
    """A participle goes on from the thing, not from the day or the medium: "posted a note on Twitter attacking"."""
    aside = noun.dep_ == "pobj" and noun.head.lower_ in ("on", "in") and noun.head.head.pos_ == "NOUN"
    return noun.head.head if aside and (noun.ent_type_ in ("DATE", "TIME") or noun.lower_ in _MEDIA) else noun


def _behind_conjunction(verb: Token) -> Token | None:
    """The subject that the parse has taken for the object of "as" or "after": "as senators objected"."""
    preps = [p for p in children(verb.head, "prep") if p.lower_ in ("as", "after", "before", "since", "until")]
    nouns = [n for p in preps if p.i < verb.i for n in children(p, "pobj")]
    return nouns[-1] if nouns and nouns[-1].right_edge.i == verb.i - 1 else None


def _of_the_ruling(verb: Token) -> Token | None:
    """ "ruled that she could stay, rejecting the appeal": who ruled rejects, though the parse hangs it on "stay"."""
    above = verb.head
    aside = verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","
    if not (aside and above.dep_ == "ccomp" and above.i < verb.i and lemma(above.head) in _RULING):
        return None
    return child(above.head, "nsubj")


def _controlled(verb: Token, head: Token, depth: int) -> Token | None:
    """The subject of a clause without one: the object of the verb above if that is asked to do it, else its subject."""
    if verb.dep_ == "ccomp" and not infinitive(verb):
        return None
    asked = child(head, "dobj") if infinitive(verb) and not is_passive(head) else None
    called = objects_of(head, "on") if infinitive(verb) and lemma(head) == "call" else []
    purpose = asked is not None and (verb.dep_ == "advcl" or lemma(head) in ("use", "take", "promise"))
    if called:
        return called[0]
    return asked if asked is not None and not purpose else subject(head, depth + 1)


def owner(noun: Token) -> Token | None:
    """Whose it is: "the city's plan", "a plan by the city"; or who, by the verb above, has or makes it."""
    owners = [*children(noun, "poss"), *by_phrase(noun), *modifiers(noun)]
    if owners:
        return owners[0]
    if noun.dep_ == "dobj" and lemma(noun.head) in ("have", "make", "announce", "launch", "lead", "begin", "issue"):
        return subject(noun.head)
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("in", "as")
        and lemma(noun) in _ENDEAVOURS
        and is_verb(noun.head.head)
    ):
        return subject(noun.head.head)
    return child(noun, "compound")


def modifiers(noun: Token) -> list[Token]:
    """Adjectives and names before the noun that may tell whose it is: "Russian", "U.S.", "U.S.-led"."""
    before = children(noun, "amod", "compound", "nmod")
    led = [n for t in before if t.tag_ == "VBN" for n in children(t, "npadvmod", "nsubj", "compound")]
    return [t for t in (*before, *led) if t.text[:1].isupper()]


def doers(verb: Token) -> list[Token]:
    """The logical subjects: the grammatical one, or whom "by" names when the verb is passive."""
    if not is_passive(verb):
        found = subject(verb)
        return [found, *_joined(verb)] if found is not None else []
    for shared in (verb, *children(verb, "conj"), *([verb.head] if verb.dep_ == "conj" else [])):
        if by_phrase(shared):
            return by_phrase(shared)
    return []


def _joined(verb: Token) -> list[Token]:
    """With whom it is done: "he *joined them* in calling for it", "together with", "along with"."""
    above = verb.head.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "in" and lemma(above) == "join":
        return children(above, "dobj")
    return []


def undergoers(verb: Token) -> list[Token]:
    """The logical objects: the direct one, the subject of a passive, or what a relative clause leaves out."""
    if is_passive(verb):
        found = subject(verb)
        return [found] if found is not None else []
    found = direct_object(verb)
    if found is None and verb.dep_ == "conj" and is_verb(verb.head) and not child(verb, "prep", "prt"):
        return []
    if found is None:
        found = _left_out(verb)
    if found is None:
        found = _shared_object(verb)
    return [found] if found is not None else []


def of_none(verb: Token) -> bool:
    """Its object is nothing: "approved no bill", "took in no more refugees", "frightens nobody"."""
    for noun in children(verb, "dobj"):
        quantity = [c for w in (noun, *children(noun, "amod")) for c in children(w, "det", "neg")]
        if noun.lower_ in _NOBODY or any(c.lower_ == "no" for c in quantity):
            return True
    return False


def _left_out(verb: Token) -> Token | None:
    """What a relative clause without pronoun is about: "the bill he signed", "the ban she vowed to fight"."""
    top = verb
    while top.dep_ == "xcomp" and infinitive(top) and is_verb(top.head) and not child(top.head, "dobj"):
        top = top.head
    if top.dep_ != "relcl" or child(top, "nsubj") is None or any(has_relative(c) for c in top.lefts):
        return None
    return top.head


def has_relative(token: Token) -> bool:
    """A relative pronoun stands there, alone or in a phrase: "which", "under which", "all of whom", "whose letter"."""
    return any(t.tag_ in _RELATIVE for t in token.subtree)


def _shared_object(verb: Token) -> Token | None:
    """The object that stands only after the last of coordinated verbs: "arrested and deported him"."""
    following = next((c for c in children(verb, "conj") if is_verb(c) and not child(c, *SUBJECTS)), None)
    return direct_object(following) if following is not None and not child(verb, "prep", "ccomp", "xcomp") else None


def ancestors(token: Token) -> Iterator[Token]:
    """The token and those above it."""
    yield token
    yield from token.ancestors
