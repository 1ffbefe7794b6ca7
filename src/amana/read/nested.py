"""Nested: what others say inside somebody's own words."""

from amana.lang import words
from amana.model import Span
from amana.read import arabic_voices
from amana.read.page import GRAMMARS, Draft, Page
from amana.read.quotes import MARKS
from amana.read.sayings import Saying, trimmed
from amana.read.voices import Mention

FURTHEST = 40  #: letters before a verb in which its subject is looked for


def nested_in(page: Page, outer: Draft) -> list[Draft]:
    """Return what others say inside a direct quotation: "My sister says it is over"."""
    if outer.kind != "direct" or outer.headline:
        return []
    found = []
    for span in outer.spans:
        grammar = GRAMMARS[page.lang_at(span[0])]
        for sentence in words.sentences(page.text, span):
            for saying in grammar.find_sayings(page.text, sentence):
                mention = page.mention(saying.subject) or _only_told(page, saying, span)
                crowd = mention is None and saying.cue_form.endswith("وا")  # "قالوا: ارجع"
                if not saying.content or (mention is None and not crowd):
                    continue
                if mention is not None and mention.pronoun:
                    continue
                content = trimmed(page.text, saying.content[0], MARKS + " \t\r\n,.;:،؛")
                if not span[0] <= content[0] < content[1] <= span[1]:
                    continue
                verbatim = page.text[: content[0]].rstrip().endswith(":")
                draft = Draft(
                    kind="direct" if verbatim else "indirect",
                    spans=(content,),
                    mention=mention,
                    saying=saying,
                    sentence=sentence,
                    paragraph=outer.paragraph,
                    rule="nobody" if crowd else "nested",
                    sure=saying.sure * outer.sure,
                    outer=outer.spans,
                )
                found.append(draft)
    return found


def _only_told(page: Page, saying: Saying, span: Span) -> Mention | None:
    """Who spoke, where an Arabic verb alone tells it: "كانت أمي. قالت: …"."""
    at = saying.cue[0]
    if saying.subject is not None or page.lang_at(span[0]) != "ar" or saying.cue_form in _OWN:
        return None
    return arabic_voices.last_voice(page.text, (max(span[0], at - FURTHEST), at))


_OWN = {"قلت", "وقلت", "قلنا"}  # "I said": the outer speaker again
