"""Arabic: who a noun phrase means, and whom a text introduces with what they are."""

import re
from dataclasses import replace
from functools import cache, lru_cache

from amana.lang import letters
from amana.model import Span
from amana.read.arabic.words import (
    PARTICLE,
    Token,
    folded,
    groups,
    heads,
    in_role,
    is_circumstance,
    is_given,
    lemma_of,
    opens_matter,
    roles,
    small,
    tokens,
)
from amana.read.quotes import MARKS
from amana.read.voices import called
from amana.read.voices.voices import Mention, child_in, is_elder, lists

SHORTEST_VERB = 3  #: letters of a verb with its ت; a name's last ت belongs to a shorter word
LONGEST_NAME = 5  #: words of a full name
MOST_OF_UNKNOWN = 3  #: words of a name that no list knows the first word of
LONGEST_PLAIN = 4  #: letters of a name that may begin with ب, ل or و without these being joined
SHORTEST_OFFICE = 2  #: words of an office that may have a name behind it
LONGEST_DESCRIBED = 14  #: words of a speaker that no list knows; longer runs are clauses
MOST_BEFORE = 3  #: words of a name besides its first


@lru_cache(maxsize=16384)
def mention_of(text: str, span: Span) -> Mention | None:
    """Return who an Arabic noun phrase means, None where it means no voice.

    >>> t = "الممرضة هالة الرامي"
    >>> m = mention_of(t, (0, len(t)))
    >>> m.name, m.role, m.kind
    ('هالة الرامي', 'الممرضة', 'person')
    """
    words = [w for w in tokens(text, span) if w.word[0].isalnum() or w.word[0] in "@،,"]
    if (named := _called(text, words)) is not None:
        return named
    kin = bool(words) and called.is_kin_of(text[words[0].start : span[1]])
    words = _up_to_circumstance(words if kin else _without_first(words))
    while words and words[-1].word in "،,":
        words = words[:-1]
    if not words:
        return None
    span = (words[0].start, words[-1].end)
    phrase = text[words[0].start : span[1]].strip()
    minor = child_in(text[span[0] : span[1]])
    where = (words[0].start, words[0].start + len(phrase))
    if words[0].folded.startswith("لل"):
        return _without_to(text, words)
    if _is_outlet(phrase, words):
        return _voice(text, _before_comma(_owned(words), where), "outlet", named=True)
    if words[0].folded in groups():
        return _voice(text, _group(words), "group", named=True)
    if kin:
        return _kin(text, words, minor=minor)
    if words[0].folded in small("kinds_of_person") and (child := _name(words, 1)) is not None:
        return Mention(
            as_written=text[slice(*child)], span=child, name=text[slice(*child)], kind="person",
            role=None, affiliation=None, minor=minor,
        )  # fmt: skip
    if len(words) == 1 and called.arabic_kin(words[0].word) is not None:
        return Mention(
            as_written=phrase, span=where, name=phrase, kind="unnamed", role=None,
            affiliation=None, minor=False if is_elder(words[0].word) else minor,
        )  # fmt: skip
    role_end, role = _role(text, words)
    if (named := _named_behind(text, words, role_end, role)) is not None:
        return named
    of_kin = len(words) > 1 and _is_kin_of(words[0])  # "والدة الطفلة زينب"
    name = None if of_kin else _name(words, _behind_title(words, role_end))
    if name is None:
        if role is None and words[0].folded not in folded("single_sources"):
            return None
        return Mention(
            as_written=text[slice(*where)], span=where, name=role or phrase, kind="unnamed",
            role=role, affiliation=None, minor=minor,
        )  # fmt: skip
    if role is None:
        role = _role_behind(text, words, name)
    return Mention(
        as_written=text[slice(*name)], span=name, name=text[slice(*name)], kind="person",
        role=role, affiliation=None, minor=minor,
    )  # fmt: skip


def _without_to(text: str, words: list[Token]) -> Mention | None:
    """Who stands behind ل with an article, by the name without it: "للأمم المتحدة"."""
    head = "ال" + words[0].word[2:]
    start = words[0].start
    whole = mention_of(plain := head + text[start + len(head) : words[-1].end], (0, len(plain)))
    if whole is not None and whole.kind == "person" and whole.span is not None:
        return replace(whole, span=(start + whole.span[0], start + whole.span[1]))
    mention = mention_of(head, (0, len(head)))
    if mention is None:
        return None
    span = _group(words) if mention.kind != "unnamed" else (words[0].start, words[-1].end)
    written = text[slice(*span)]
    name = head + written[len(words[0].word) :]
    return replace(mention, as_written=written, span=span, name=name)


def _named_behind(text: str, words: list[Token], role_end: int, role: str | None) -> Mention | None:
    """Who is named behind a comma: "جارها، المدرس حليم عيد", "إحدى الجارات، واسمها غادة"."""
    k = role_end or 1
    if k + 1 >= len(words) or words[k].word not in "،,":
        return None
    described_so = role is not None or _is_own_kin(words[0])
    if not described_so or words[k + 1].folded not in roles():
        return None
    inner = mention_of(text, (words[k + 1].start, words[-1].end))
    if inner is None or inner.kind != "person":
        return None
    return replace(inner, role=role or inner.role)


def _called(text: str, words: list[Token]) -> Mention | None:
    """Whose name is told: "طفل في العاشرة يدعى كرم", "الصياد الذي أنقذهم، واسمه زكريا الحوت"."""
    at = next((k for k, w in enumerate(words) if k and w.folded in small("whose_name")), None)
    at = _calls_itself(words) if at is None else at
    if at is None or at + 1 >= len(words):
        return None
    name = _name(words, at + 1)
    if name is None:
        return None
    joined = text[name[0]] == "ب" and letters.fold(words[at + 1].word[1:]) in folded("given")
    name = (name[0] + joined, name[1])  # "طلب مناداته بسامي"
    _, role = _role(text, _up_to_circumstance(words[:at]))
    return Mention(
        as_written=text[slice(*name)], span=name, name=text[slice(*name)], kind="person",
        role=role, affiliation=None, minor=child_in(text[words[0].start : name[1]]),
    )  # fmt: skip


def _calls_itself(words: list[Token]) -> int | None:
    """Where the word before a name stands by which somebody calls themselves.

    "امرأة عرّفت نفسها باسم أم عادل", "رجل طلب تسميته سامي".
    """
    for k, word in enumerate(words[1:-1], 1):
        before = words[k - 1].folded
        if word.folded in small("by_name") and before in small("themselves"):
            return k
        if word.folded in small("to_call"):
            return k + (words[k + 1].folded in small("by_name"))
    return None


def is_known(mention: Mention) -> bool:
    """Whether a word of a list says who it is, not the place beside a verb alone."""
    first = (mention.name or "").split()[:1]
    given = bool(first) and letters.fold(first[0]) in folded("given")
    return mention.kind != "person" or mention.role is not None or given


def last_voice(text: str, span: Span) -> Mention | None:
    """Return the voice named last in a stretch, None without one.

    >>> t = "رن الهاتف وكانت أمي. "
    >>> last_voice(t, (0, len(t))).as_written
    'أمي'
    """
    voices = heads() - folded("given") - folded("outlet_words")
    for word in reversed(tokens(text, span)):
        named = is_given(word) and word.folded not in small("common_words")
        if named or word.folded in voices or re.sub("^(?:ل|ب)", "", word.folded) in voices:
            return mention_of(text, (word.start, span[1]))
    return None


def _kin(text: str, words: list[Token], *, minor: bool | None) -> Mention:
    """Somebody named by whose kin they are: "والدة الطفلة زينب" up to the end of the name."""
    stop = next(
        (k for k in range(1, len(words)) if words[k].word in "،," or _is_told(words[k])), len(words)
    )
    span = (words[0].start, words[stop - 1].end)
    phrase = text[slice(*span)]
    return Mention(
        as_written=phrase, span=span, name=phrase, kind="unnamed", role=None, affiliation=None,
        minor=False if is_elder(phrase.split()[0]) else minor,
    )  # fmt: skip


def _is_told(word: Token) -> bool:
    """Whether a word is an outlet behind "to": "لوكالة"."""
    return word.folded[:1] == "ل" and word.folded[1:] in folded("outlet_words")


def described(text: str, span: Span) -> Mention | None:
    """Return a speaker of whom no list knows a word: "محللون محليون", "معهد علوم الأرض".

    The verb of speech beside it says that it speaks. A family name alone is one, too: whose it
    is, the register knows.

    >>> t = "محللون محليون"
    >>> m = described(t, (0, len(t)))
    >>> m.name, m.kind
    ('محللون محليون', 'group')
    """
    words = [w for w in tokens(text, span) if w.word[0].isalnum()]
    words = _up_to_circumstance(_without_first(words))
    if not words or len(words) > LONGEST_DESCRIBED:
        return None
    where = (words[0].start, words[-1].end)
    phrase = text[slice(*where)]
    many = words[0].word.endswith(("ون", "ين", "ات"))
    return Mention(
        as_written=phrase, span=where, name=phrase, kind="group" if many else "unnamed",
        role=None, affiliation=None, minor=child_in(phrase),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def introduced_in(text: str, span: Span) -> tuple[Mention, ...]:
    """Return the people whom a stretch of Arabic introduces with what they are.

    >>> t = "ظهرت الصيدلانية هالة الرامي في بيتها"
    >>> [(m.name, m.role) for m in introduced_in(t, (0, len(t)))]
    [('هالة الرامي', 'الصيدلانية')]
    """
    words = tokens(text, span)
    found = []
    for i, word in enumerate(words):
        bare = re.sub(r"(ها|ه|هم|نا)$", "", word.folded)
        joined = word.folded[:1] == "و" and word.folded not in folded("given")  # "ويارا"
        named = word.folded[joined:] in folded("given") and (
            not i or words[i - 1].folded not in folded("given")
        )
        if named and not any(w.folded in roles() for w in words[max(0, i - 4) : i]):
            stop = next(
                (k for k in range(i + 1, len(words)) if words[k].word in ".؟:؛"), len(words)
            )
            mention = mention_of(text, (word.start + joined, words[stop - 1].end))
        elif word.folded in roles() and i > 1 and words[i - 1].word in "،,":
            mention = _named_before(text, words, i)
        elif word.folded in roles() or bare in roles():
            stop = next((k for k in range(i + 1, len(words)) if _is_over(words, k)), len(words))
            mention = mention_of(text, (word.start, words[stop - 1].end))
        else:
            continue
        if mention is None or mention.kind != "person":
            continue
        whole = " " in (mention.name or "")
        named = word.folded[joined:] not in small("common_words") and whole and not mention.role
        if mention.minor is not None or (mention.role and whole) or named:
            found.append(mention)
    return tuple(found)


def _is_over(words: list[Token], k: int) -> bool:
    """Whether who is introduced ends at k; a comma before the name does not end it."""
    if words[k].word in "،,":
        behind = words[k + 1 : k + 3]
        return not any(
            is_given(w) and (j == 0 or behind[0].folded in folded("titles"))
            for j, w in enumerate(behind)
        )
    return words[k].word in ".؟:؛"


def _named_before(text: str, words: list[Token], i: int) -> Mention | None:
    """The name before a comma with its role behind: "هالة الرامي، ممرضة"."""
    k = i - 2
    while (
        k > 0
        and i - 2 - k < MOST_BEFORE
        and words[k - 1].word[0].isalnum()
        and not is_circumstance(words[k - 1])
    ):
        if lemma_of(words[k - 1].word) or words[k - 1].folded in folded("outlet_words"):
            break
        k -= 1
    stop = next((j for j in range(i, len(words)) if words[j].word in "،,.؟:؛"), len(words))
    return mention_of(text, (words[k].start, words[stop - 1].end))


def _up_to_circumstance(words: list[Token]) -> list[Token]:
    """The words of the noun phrase alone: no "في المدينة", no verb, no particle behind it."""
    for k in range(1, len(words)):
        ends = is_circumstance(words[k]) and not in_role(words, 0, k)
        if words[k - 1].word in "،," and words[k].folded in {"وهي", "وهو"}:
            ends = False
        if ends or PARTICLE.fullmatch(words[k].word) or lemma_of(words[k].word):
            return words[:k]
    return words


def _without_first(words: list[Token]) -> list[Token]:
    kin = len(words) > 1 and words[0].folded in folded("single_sources") - {"ام", "اب"}
    of_kin = words and _is_kin_of(words[0])
    if kin and not of_kin and words[1].folded in folded("given"):
        return words[1:]  # "ابنتي يارا": the name tells more
    if len(words) > 1 and _is_own_kin(words[0]):
        k = 1 + (len(words) > 2 and _definite(words[1]))  # noqa: PLR2004 - "شقيقها الأصغر عمار"
        name = words[k] if len(words) == k + 1 else None
        if name is not None and not (
            _definite(name) or _ends_name(name) or PARTICLE.fullmatch(name.word)
        ):
            return words[k:]
    while words and (words[0].folded in small("before_names") or words[0].word in "،,"):
        words = words[1:]
    return words


def _is_kin_of(word: Token) -> bool:
    """Whether a word says that somebody is kin to whoever is named behind: "والدة", not "شقيقه"."""
    return word.folded in small("kin_of") and not word.word.endswith("ه")


def _is_own_kin(word: Token) -> bool:
    """Whether a word says whose kin somebody is by a pronoun: "جارتهم", "أخي"."""
    bare = re.sub(r"(?:هم|ها|ه|نا|ي)$", "", word.folded)
    kin = small("kin_of")
    return bare != word.folded and bool({bare, re.sub("ت$", "ه", bare)} & kin)


def _is_outlet(phrase: str, words: list[Token]) -> bool:
    plain = f"{letters.fold(phrase)} "
    if len(words) > 1 and words[-1].folded in small("ends_outlets"):
        return True  # "ساحل نيوز"
    if words[0].folded in small("accounts") and "«" in phrase:
        return True  # "صفحة «يوميات الحي»"
    return plain.startswith(_outlets()) or words[0].folded in folded("outlet_words")


@cache
def _outlets() -> tuple[str, ...]:
    """The outlets, folded, each with the space behind it."""
    return tuple(f"{letters.fold(outlet)} " for outlet in lists("ar").outlets)


def _before_comma(words: list[Token], where: Span) -> Span:
    comma = next((w for w in words if w.word in "،,"), None)
    return where if comma is None else (where[0], comma.start)


def _owned(words: list[Token]) -> list[Token]:
    """The words with a comma where they begin to tell whose an outlet is: "التابعة للحرس"."""
    return [w._replace(word="،") if w.folded in small("owned") else w for w in words]


def _group(words: list[Token]) -> Span:
    """A body's name: its noun, what it is of, and definite words behind."""
    k = 1
    while (
        k < len(words)
        and words[k].word not in "،,"
        and not (_definite(words[k - 1]) and words[k].folded in groups())
        and (
            _definite(words[k])
            or (k == 1 and not _definite(words[0]))
            or words[k - 1].folded in {"في", "باسم"}
            or words[k].folded in {"في", "باسم"}
            or (not _definite(words[0]) and _ADJECTIVE.fullmatch(words[k].word))
            or _is_of_definite(words, k)
        )
    ):
        k += 1
    return words[0].start, words[k - 1].end


def _is_of_definite(words: list[Token], k: int) -> bool:
    """Whether nouns follow one another up to a definite one: "معهد علوم [طبقات الأرض]"."""
    if any(_definite(word) for word in words[:k]):
        return False
    near = next((j for j in range(k, min(k + 2, len(words))) if _definite(words[j])), None)
    return near is not None and not any(w.word in "،," for w in words[k:near])


#: what ends adjectives of an indefinite noun: "مصادر [دبلوماسية غربية]", "شهود عيان [محليون]"
_ADJECTIVE = re.compile(r"(?!ال)\w{2,}(?:ة|ون|ين|ات)")


def _voice(text: str, span: Span, kind: str, *, named: bool) -> Mention:
    start, end = span[0], span[0] + len(text[span[0] : span[1]].rstrip())
    inside = _MARKED.search(text, start, end + 1)
    if inside is not None:
        end = max(end, inside.end())  # the mark behind a name belongs to it
    words = text[start:end]
    alone = inside is not None and kind == "outlet"
    name = inside[1].strip() if alone and inside is not None else words
    return Mention(
        as_written=words, span=(start, end), name=name if named else None,
        kind="outlet" if kind == "outlet" else "group", role=None, affiliation=None, minor=None,
    )  # fmt: skip


#: a name between marks: "صحيفة «المرفأ»"
_MARKED = re.compile('[«“"»]\\s?([^«»“”"]+?)\\s?[»”"«]')


def _role(text: str, words: list[Token]) -> tuple[int, str | None]:
    """Where the role at the beginning ends, and the role; (0, None) without one."""
    bare = re.sub(r"(ها|ه|هم|نا)$", "", words[0].folded)
    if words[0].folded not in roles() and bare not in roles():
        return 0, None
    k = 1
    while k < len(words) and not _begins_name(words, k) and words[k].word not in "،,":
        verb = words[k].folded[:1] == "ي" and len(words[k].folded) > SHORTEST_VERB
        held = words[k].folded in small("in_office")  # "وزير الداخلية بالوكالة"
        if (opens_matter(words[k]) and not held) or (verb and not is_given(words[k])):
            return k, text[words[0].start : words[k - 1].end]  # "رئيس البلدية بفتح …"
        k += 1
    at_end = k == len(words) and k > SHORTEST_OFFICE and _office_is_over(words, k - 2)
    if at_end and not _definite(words[-1]) and not _definite(words[-2]):
        k -= 2  # two bare words at the end of an office are a name
    stop = next((j for j in range(1, k) if words[j].folded == "من"), k)  # "ناشط من السوق": whence
    if 1 < stop == k < len(words) and words[k - 1].folded in folded("ranks"):
        stop = k - 1  # "الناطق العسكري العقيد مروان": the rank is no part of the office
    return k, text[words[0].start : _with_mark(text, words[0].start, words[stop - 1].end)]


def _with_mark(text: str, start: int, end: int) -> int:
    """Where a phrase ends with the mark that closes a name in it: "رئيس «شركة النهر»"."""
    opened = sum(text.count(mark, start, end) for mark in MARKS)
    return end + 1 if opened % 2 and text[end : end + 1] in tuple(MARKS) else end


def _office_is_over(words: list[Token], k: int) -> bool:
    """Whether an office ends before k: it, or its last noun, is definite, or a place's name ends.

    Adjectives would be definite, too: two bare words behind are somebody's name.
    """
    if _definite(words[0]):
        return True
    heads = folded("place_heads")
    if k < SHORTEST_OFFICE or words[k].folded in heads:
        return False
    return _definite(words[k - 1]) or words[k - 2].folded in heads


def _definite(word: Token) -> bool:
    return word.folded.startswith(("ال", "لل", "بال", "وال"))


def _begins_name(words: list[Token], k: int) -> bool:
    if k + 1 < len(words) and words[k + 1].folded == "الدين":
        return True  # "بهاء الدين"
    if _is_unlisted_name(words, k):
        return True
    if k + 1 < len(words) and words[k + 1].folded in {"بن", "بنت"}:
        return True
    titled = words[k - 1].folded in folded("titles") or words[k - 1].folded in folded("ranks")
    if titled and _may_be_name(words[k]):
        return True  # "الدكتور فيودور العقدة"
    if words[k].folded not in folded("given"):
        return False
    return words[k - 1].folded not in small("not_a_name_behind")


def _is_unlisted_name(words: list[Token], k: int) -> bool:
    """Whether a name that no list knows begins here: bare behind a definite noun, before "al-".

    "الناشطة لين الصباغ": an adjective would have the article, what an office is of, none behind.
    """
    if k + 2 != len(words) or not (_definite(words[k - 1]) and _definite(words[k + 1])):
        return False
    word, last = words[k], words[k + 1]
    bare = not _definite(word) and word.word[0].isalpha() and len(word.folded) >= SHORTEST_VERB
    known = word.folded in roles() or word.folded in groups()
    known = known or word.folded in small("not_a_name_behind")
    of_grammar = is_circumstance(word) or word.word.endswith(("اً", "ًا")) or lemma_of(word.word)
    joined = len(word.folded) > LONGEST_PLAIN and word.folded[:1] in {"ب", "ل", "و"}
    joined = joined or word.folded.endswith(("ه", "ها"))
    return bare and not (known or of_grammar or joined) and last.folded not in roles()


def _may_be_name(word: Token) -> bool:
    """Whether a bare word behind a title can be a name that no list knows."""
    told = _definite(word) or _ends_name(word) or word.folded in groups()
    told = told or word.folded in small("no_subject") or word.folded in small("rank_parts")
    joined = word.folded[:1] in "بلو" and not is_given(word)
    return word.word[0].isalnum() and not told and not joined and len(word.folded) > SHORTEST_OFFICE


def _behind_title(words: list[Token], k: int) -> int:
    """Where a name begins behind an office and a comma: "مدير المشفى، الدكتور [نزار برهوم]"."""
    if not 0 < k < len(words) or words[k].word not in "،,":
        return k
    at = k + 1
    known_as = at < len(words) and words[at].folded in small("known_as")
    while at < len(words) and (
        words[at].folded in folded("titles") | small("known_as") | {"ب", "بلقب", "باسم"}
    ):
        at += 1
    begins = at < len(words) and (is_given(words[at]) or known_as)
    return at if begins else k


def _name(words: list[Token], first: int) -> Span | None:
    """The name that begins at `first`: up to five words, no role or body among them."""
    first += first < len(words) and first > 0 and words[first].folded in {"اول", "ثان", "ثاني"}
    if first >= len(words) or words[first].word in "،," or _ends_name(words[first]):
        return None  # "الملازم أول سامر": a rank of two words
    k = first + 1
    while k < len(words) and k - first < LONGEST_NAME and _goes_on(words, first, k):
        k += 1
    while k - first > 1 and words[k - 1].folded in small("in_names"):
        k -= 1
    start = words[first]
    known = is_given(start) or start.word[0] == "@"
    if not known and first and start.folded[:1] == "ي":
        return None  # "قائد الحامية يرفض الاستسلام"
    if not known and (
        _definite(start) or start.folded in folded("single_sources") or start.folded in groups()
    ):
        return None
    of = any(word.folded in small("in_names") for word in words[first:k])
    if not known and first == 0 and k - first > MOST_OF_UNKNOWN + of:
        return None  # a longer run is no name
    return start.start, words[k - 1].end


def _ends_name(word: Token) -> bool:
    """Whether no name holds a word: it is an office, or one of grammar."""
    office = word.folded in roles() and word.folded not in folded("given")
    return word.word in "،," or office or is_circumstance(word)


def _goes_on(words: list[Token], first: int, k: int) -> bool:
    """Whether a name goes on with the word at k.

    Behind a given name comes one word of any kind, but no verb; more only where the article,
    a known name or "son of" says so: "هالة الرامي عند نافذتها", "هالة شاهدت".
    """
    word, before = words[k], words[k - 1]
    if _is_told(word) or word.folded == "ل":
        return False  # "هالة لوكالة", "هالة لـ«المنارة»": to whom she said it
    family = k == first + 1 and word.folded in small("family_too")  # "ميار الشيخ"
    if family:
        return True
    if _ends_name(word) or word.folded in groups() or word.folded in _no_part_of_name():
        return False
    if k > first + 1 and word.folded in small("matters") | small("happenings"):
        return False  # "نفى أبو حمزة انسحاب مقاتليه"
    if word.word.endswith(("اً", "ًا", "ءً", "ًى")):
        return False  # "ليلى نداءً": what she made
    if word.folded.startswith("لل") or PARTICLE.fullmatch(word.word) or lemma_of(word.word):
        return False
    if is_given(word) or {word.folded, before.folded} & small("in_names"):
        return True
    last = first + (words[first].folded == "عبد")  # "عبد الحليم" is one given name
    whole = k > last + 1 or is_given(words[first])
    if whole and word.folded in folded("single_sources"):
        return False  # "ريما طباخ والدة ميرا": whose mother she is
    if word.folded[:1] == "و" and word.folded[1:] in folded("given"):
        return False  # "ريم وسامي"
    if not is_given(words[first]):
        of = any(w.folded in small("in_names") for w in words[first:k])
        return k - first < MOST_OF_UNKNOWN + of
    going = word.folded[:1] in {"ي", "ت"} and len(word.folded) > SHORTEST_VERB
    if k > first + 1 and going and not (_definite(word) or is_given(word)):
        return False  # "أم كرم تغسل": what she does
    if k > last + 1 and not all(is_given(w) for w in words[first:k]):
        return _definite(word) and not _definite(before) and word.folded not in roles()
    return not _is_verb(word)


@cache
def _no_part_of_name() -> frozenset[str]:
    """What stands behind a name and is no part of it."""
    return small("no_subject") | small("posted")


def _is_verb(word: Token) -> bool:
    """Whether a word behind a name looks like a verb in the past of a she: "هالة شاهدت"."""
    she = word.word.endswith("ت") and not word.word.endswith("ات")
    long = len(word.folded) > SHORTEST_VERB and not _definite(word)
    return long and she and not is_given(word)


def _role_behind(text: str, words: list[Token], name: Span) -> str | None:
    """The role in an aside behind the name: "هالة الرامي، وهي ممرضة في المشفى"."""
    comma = next((k for k, w in enumerate(words) if w.word in "،," and w.start >= name[1]), None)
    if comma is None:
        return None
    rest = [w for w in words[comma + 1 :] if w.folded not in {"وهو", "وهي"}]
    if not rest or rest[0].folded not in roles():
        return None
    end = next((k for k, w in enumerate(rest) if w.word in "،,"), len(rest))
    return text[rest[0].start : rest[end - 1].end]
