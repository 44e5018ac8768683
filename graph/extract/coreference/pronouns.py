"""What a pronoun refers back to: the subject of a clause above it, else of the sentence before, else nothing.

Precision goes first: where two candidates of the same prominence agree with the pronoun, it is left unresolved.
Whoever is quoted does not call himself "he", and an object is not the subject of its own verb.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.coreference.agreement import Agrees, agreement, collective
from graph.extract.coreference.barred import barred
from graph.extract.coreference.relatives import described
from graph.extract.coreference.voices import complained_of
from graph.extract.mentions.mentions import NEUTRAL, PERSONAL, PLURAL, Mention, relative_clause
from graph.extract.parse.listed import kids, lefts
from graph.extract.referents.clauses import controlled, could_be, expletive, fronted, subject_of, verb_above
from graph.extract.referents.referents import SUBJECT, Discourse, Referent, role
from graph.extract.words.nouns import BEARING, SIGNED, noun_at

UNSURE = Referent("Participant", "")
"""Stands for an antecedent that is no mention."""
FAR = 3
"""Sentences, its own included, in which the antecedent is looked for."""
ARGUING = frozenset(
    """
    argue say call claim contend allege complain assert insist charge maintain describe brand label deem term write warn
    """.split()
)
OPPOSING = frozenset(
    """
    challenge sue oppose criticize condemn denounce attack slam blast fault blame protest contest assail decry deride
    rip praise support back hail applaud defend welcome endorse fight reject dismiss
    """.split()
)

PENALIZING = frozenset("fire dismiss arrest detain charge deport punish suspend oust indict".split())
REASONS = frozenset({"after", "because", "since", "when", "once"})


def antecedent(discourse: Discourse, mention: Mention) -> Referent | None:
    """The referent of the pronoun; None when there is none or it cannot be told which."""
    token = discourse.doc[mention.head]
    clause = relative_clause(token)
    if clause is not None:
        return described(discourse, token, clause)
    agrees = agreement(token)
    if agrees is None or expletive(token):
        return None
    quotation = discourse.quotations.around(token)
    if token.lower_ == "they" and quotation is not None:
        accused = complained_of(discourse, token, quotation)
        if accused is not None:
            return accused
    found = _found(discourse, token, agrees)
    if found is None and token.lower_ in PLURAL:
        found = _found(discourse, token, collective)
    return None if found is UNSURE else found


def _found(discourse: Discourse, token: Token, agrees: Agrees) -> Referent | None:
    others = barred(discourse, token)
    measure = _undergoes(token)

    def allowed(referent: Referent) -> bool:
        fits = agrees(referent) and (referent.is_a("Measure") or not measure)
        return fits and not any(referent is b or b in referent.members for b in others)

    again = _said_before(discourse, token, allowed, ("they",) if token.lower_ == "they" else ("it",))
    found = (
        again
        or _joined(discourse, token, allowed)
        or _accused(discourse, token, allowed)
        or _above(discourse, token, allowed)
    )
    if found is None or found is UNSURE:
        found = _said_before(discourse, token, allowed, tuple(NEUTRAL)) or found
    return found or _nearby(discourse, token, allowed)


def _said_before(discourse: Discourse, token: Token, allowed: Agrees, same: tuple[str, ...]) -> Referent | None:
    """A second "it" or "they" of a sentence goes on with the first."""
    if token.lower_ not in ("it", "its", "they"):
        return None
    for other in reversed(discourse.by_sentence.get(discourse.sentence[token.i], ())):
        if other.form == "pronoun" and other.head < token.i and discourse.doc[other.head].lower_ in same:
            found = discourse.referent[other.head]
            return found if allowed(found) else None
    return None


def _joined(discourse: Discourse, token: Token, allowed: Agrees) -> Referent | None:
    """ "The mayor and her staff", "the jail and the agency that pays it": whoever is named first."""
    verb = verb_above(token)
    noun = token.head if token.dep_ == "poss" else verb.head if verb is not None and verb.dep_ == "relcl" else token
    found = discourse.at(noun.head) if noun.i != token.i and noun.dep_ == "conj" else None
    return found if found is not None and allowed(found) else None


def _accused(discourse: Discourse, token: Token, allowed: Agrees) -> Referent | None:
    """ "Sued the agency, arguing that it ...", "opposed the bill, calling it ...": what is opposed is spoken of."""
    verb = verb_above(token)
    while verb is not None and verb.dep_ in ("ccomp", "xcomp", "conj"):
        verb = verb_above(verb)
    if token.lower_ in PERSONAL and verb is not None and any(t.lower_ in REASONS for t in lefts(verb)):
        return _with_reason(discourse, verb, allowed)
    if verb is None or verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.lemma_ not in ARGUING:
        return None
    governor = verb_above(verb)
    people = noun_at(token.head) if token.dep_ == "poss" else None
    if people is not None and not people.family:
        return None  # "hailed the suit, saying that its members"
    if token.lower_ not in NEUTRAL or governor is None or governor.lemma_ not in OPPOSING:
        return None
    found = (discourse.at(t) for t in kids(governor) if t.dep_ == "dobj" and t.i < verb.i)
    return next((r for r in found if r is not None and allowed(r)), None)


def _with_reason(discourse: Discourse, verb: Token, allowed: Agrees) -> Referent | None:
    """ "Fired him because *he* lied", "condemned Smith after women accused *him*": why one acts against whom."""
    governor = verb_above(verb)
    if verb.dep_ != "advcl" or governor is None or governor.i > verb.i or governor.lemma_ not in OPPOSING | PENALIZING:
        return None
    found = (discourse.at(t) for t in kids(governor) if t.dep_ == "dobj" and t.i < verb.i)
    return next((r for r in found if r is not None and r.is_a("Person") and allowed(r)), None)


def _undergoes(token: Token) -> bool:
    """What is signed or vetoed is a measure, and so is what expires or exempts."""
    verbs = BEARING if token.dep_ == "nsubj" else SIGNED if token.dep_ in ("dobj", "nsubjpass") else ()
    return token.lower_ == "it" and token.head.lemma_ in verbs


def _at(discourse: Discourse, noun: Token, pronoun: Token) -> Referent | None:
    """The referent of the noun; for "they", all of those whom "and" joins."""
    found = discourse.at(noun)
    if pronoun.lower_ not in PLURAL or found is None or noun.dep_ == "conj" or not noun.conjuncts:
        return found
    joined = [discourse.at(t) for t in (noun, *noun.conjuncts)]
    actors = [r for r in joined if r is not None and r.is_a("Actor") and not r.plural]
    return discourse.together(actors) if len(actors) == len(joined) else found


def _above(discourse: Discourse, token: Token, allowed: Agrees) -> Referent | None:
    """The subject of the nearest clause over the pronoun that agrees, if it comes before; `UNSURE` if it may be one."""
    for above in token.ancestors:
        if above.pos_ not in ("VERB", "AUX"):
            continue
        told = above.dep_ == "xcomp" and token.dep_ in SUBJECT and token.lower_ not in PERSONAL
        subject = (controlled(above) if told else None) or subject_of(above)
        if subject is None or subject.i == token.i or (subject.i > token.i and not fronted(token, above)):
            continue
        if subject.is_ancestor(token) or (token.dep_ in SUBJECT and subject.head.i == token.head.i):
            continue
        found = None if _one_of_several(subject, token) else _at(discourse, subject, token)
        if found is not None and allowed(found):
            return found
        if found is None and could_be(subject, token):
            return _possessor(discourse, subject, allowed) or UNSURE
    return None


def _one_of_several(noun: Token, pronoun: Token) -> bool:
    """ "It" is not one of two who are joined as a subject."""
    return pronoun.lower_ in NEUTRAL and noun.dep_ in SUBJECT and len(noun.conjuncts) > 0


def _possessor(discourse: Discourse, noun: Token, allowed: Agrees) -> Referent | None:
    """ "Its leverage ...": the sentence goes on speaking of whose it is."""
    for child in lefts(noun):
        found = discourse.at(child) if child.dep_ == "poss" else None
        if found is not None and child.lower_ in NEUTRAL | PLURAL and allowed(found):
            return found
    return None


def _nearby(discourse: Discourse, token: Token, allowed: Agrees) -> Referent | None:
    """The one candidate before it in the sentence, else the most prominent of the last sentence that has any."""
    sentence = discourse.sentence[token.i]
    for distance in range(FAR):
        found = [(m, r) for m, r in _candidates(discourse, sentence - distance, token) if allowed(r)]
        if distance and _unknown_subject(discourse, token, distance):
            return UNSURE
        if found:
            return _prominent(discourse, _definite(discourse, _unquoted(discourse, token, found)), distance)
    return None


def _unknown_subject(discourse: Discourse, token: Token, distance: int) -> bool:
    """An earlier sentence is about something that is no mention and agrees with the pronoun."""
    sentence = token.sent
    for _ in range(distance):
        if sentence.start == 0:
            return False
        sentence = token.doc[sentence.start - 1].sent
    subject = subject_of(sentence.root)
    return subject is not None and discourse.at(subject) is None and could_be(subject, token)


def _candidates(discourse: Discourse, sentence: int, token: Token) -> Iterator[tuple[Mention, Referent]]:
    """Whoever is mentioned in the sentence before the pronoun; before "he said", nobody of the words quoted."""
    containing = {t.i for t in token.ancestors}
    quotations = discourse.quotations
    speaks = token.i in quotations.speakers
    for mention in sorted(discourse.by_sentence.get(sentence, ()), key=lambda m: m.start):
        head = discourse.doc[mention.head]
        if mention.head >= token.i or mention.head in containing or (speaks and quotations.around(head)):
            continue
        if head.dep_ not in ("compound", "nmod") and not (head.dep_ == "pobj" and head.head.lower_ == "as"):
            found = _at(discourse, head, token)
            if found is not None:
                yield mention, found


def _unquoted(
    discourse: Discourse, token: Token, found: list[tuple[Mention, Referent]]
) -> list[tuple[Mention, Referent]]:
    """Outside of quotations the text goes on with what it has told itself."""
    around = discourse.quotations.around
    told = [(m, r) for m, r in found if around(discourse.doc[m.head]) is None] if around(token) is None else []
    return told or found


def _definite(discourse: Discourse, found: list[tuple[Mention, Referent]]) -> list[tuple[Mention, Referent]]:
    """Without "an offender", said of one of a kind, where somebody is named too."""
    doc = discourse.doc
    kinds = [
        (m, r)
        for m, r in found
        if not r.named and role(doc[m.head]) != "subject" and any(t.lower_ in ("a", "an") for t in lefts(doc[m.head]))
    ]
    return [pair for pair in found if pair not in kinds] if any(r.named for _, r in found) else found


def _prominent(discourse: Discourse, found: list[tuple[Mention, Referent]], distance: int) -> Referent | None:
    doc = discourse.doc
    subjects = [r for m, r in found if role(doc[m.head]) == "subject"]
    different = {id(r) for _, r in found}
    if len(different) == 1:
        return found[0][1]
    if distance and subjects:
        main = [r for m, r in found if doc[m.head].dep_ in SUBJECT and doc[m.head].head.dep_ == "ROOT"]
        named = [r for _, r in found if r.named and r.is_a("Person")]
        return named[0] if not main and len({id(r) for r in named}) == 1 else (main or subjects)[0]
    free = [r for m, r in found if role(doc[m.head]) != "owner"]
    if len({id(r) for r in free}) == 1:
        return free[0]
    person = found[-1][1].is_a("Person")
    return free[-1] if free and person else None
