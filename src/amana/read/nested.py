"""Nested: what others say inside somebody's own words."""

from amana.lang import words
from amana.read.page import GRAMMARS, Draft, Page
from amana.read.quotes import MARKS
from amana.read.sayings import trimmed


def nested_in(page: Page, outer: Draft) -> list[Draft]:
    """Return what others say inside a direct quotation: "My sister says it is over"."""
    if outer.kind != "direct" or outer.headline:
        return []
    found = []
    for span in outer.spans:
        grammar = GRAMMARS[page.lang_at(span[0])]
        for sentence in words.sentences(page.text, span):
            for saying in grammar.find_sayings(page.text, sentence):
                mention = page.mention(saying.subject)
                if mention is None or mention.pronoun or not saying.content:
                    continue
                content = trimmed(page.text, saying.content[0], MARKS + " \t\r\n,.;:،؛")
                if not span[0] <= content[0] < content[1] <= span[1]:
                    continue
                draft = Draft(
                    kind="indirect",
                    spans=(content,),
                    mention=mention,
                    saying=saying,
                    sentence=sentence,
                    paragraph=outer.paragraph,
                    rule="nested",
                    sure=saying.sure * outer.sure,
                    outer=outer.spans,
                )
                found.append(draft)
    return found
