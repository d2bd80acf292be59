"""Prints, for each JATS file, a line of JSON: `prose`, the paragraphs of its body as another reader sees them, and `apart`, its headings,
captions and the titles of its references."""
import json
import sys
import xml.etree.ElementTree as tree

APART = {"fig", "table-wrap", "supplementary-material", "fn", "disp-formula", "graphic", "media"}
MARKS = {"fn", "table-fn", "aff", "corresp"}
INNER = {"p", "list", "disp-quote", "def-list"}


def text_of(node):
    """Text of a paragraph without what floats in it; a paragraph inside of it is a piece of its own."""
    pieces = [node.text or ""]
    for child in node:
        if child.tag in INNER:
            pieces.append("\x00")
        elif child.tag not in APART and not (child.tag == "xref" and child.get("ref-type") in MARKS):
            pieces.append(text_of(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def paragraphs(node):
    for child in node:
        if child.tag in APART:
            continue
        if child.tag == "p":
            for piece in text_of(child).split("\x00"):
                text = " ".join(piece.split())
                if any(letter.isalnum() for letter in text):
                    yield text
        yield from paragraphs(child)


def apart(article):
    """Each in the pieces in which it is written: a caption has a title and paragraphs."""
    for path in (".//body//sec/title", ".//caption/title", ".//caption/p", ".//ref//article-title", ".//ref//mixed-citation"):
        for node in article.iterfind(path):
            text = " ".join("".join(node.itertext()).split())
            if any(letter.isalnum() for letter in text):
                yield text


for file in sys.argv[1:]:
    article = tree.parse(file).getroot()
    body = article.find("body")
    print(json.dumps({"prose": [] if body is None else list(paragraphs(body)), "apart": list(apart(article))}))
