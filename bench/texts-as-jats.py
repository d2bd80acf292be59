"""Makes JATS articles of papers in plain text: the title in the first line, then a sentence or a heading a line.

  python3 bench/texts-as-jats.py FOLDER-OF-TEXTS FOLDER-FOR-ARTICLES

A heading is a short line without an end of a sentence, with prose or another heading in the next; a line of a mark alone begins an item of a list.
A paragraph has five sentences, as the texts don't tell where one ends. What stands behind the acknowledgements is no body.
"""
import pathlib
import re
import sys
from xml.sax.saxutils import escape

BULLETS = {"•", "–", "►"}
BACK = re.compile(r"acknowledge?ments?$", re.I)
PARAGRAPH = 5


def is_title(line):
    return len(line) < 90 and not re.search(r"[.!?;,)]$|:", line) and bool(re.match(r"[A-Z]|i[A-Z]", line))


def is_heading(lines, at):
    """What a heading may look like, not the item of a list, and something that it may stand over behind it."""
    if not is_title(lines[at]) or at and lines[at - 1] in BULLETS or at + 1 == len(lines):
        return False
    follows = lines[at + 1]
    return follows in BULLETS or follows[0] in BULLETS or is_title(follows) or re.search(r"[.!?]$", follows) is not None and len(follows.split()) > 2


def article(text):
    title, *lines = [line.strip() for line in text.split("\n") if line.strip()]
    out, back, paragraph, items, opened = [], [], [], [], False

    def close():
        if paragraph:
            out.append(f"<p>{escape(' '.join(paragraph))}</p>")
            paragraph.clear()
        if items:
            out.append('<list list-type="bullet">' + "".join(f"<list-item><p>{escape(item)}</p></list-item>" for item in items) + "</list>")
            items.clear()

    for at, line in enumerate(lines):
        if line in BULLETS:
            continue
        if at and lines[at - 1] in BULLETS or line[0] in BULLETS:
            if paragraph:
                close()
            items.append(line.lstrip("►•– "))
        elif is_heading(lines, at):
            close()
            if BACK.match(line):
                back = lines[at + 1:]
                break
            out.append(f"{'</sec>' if opened else ''}<sec><title>{escape(line)}</title>")
            opened = True
        else:
            if items or len(paragraph) >= PARAGRAPH and re.search(r"[.!?]$", paragraph[-1]):
                close()
            paragraph.append(line)
    close()
    body = "".join(out) + ("</sec>" if opened else "")
    return (f"<article><front><article-meta><title-group><article-title>{escape(title)}</article-title></title-group></article-meta>"
            f"</front><body>{body}</body><back>{acknowledged(back)}</back></article>\n")


def acknowledged(lines):
    return f"<ack><title>Acknowledgements</title><p>{escape(' '.join(lines))}</p></ack>" if lines else ""


def main(source, target):
    target.mkdir(parents=True, exist_ok=True)
    for file in sorted(source.glob("*.txt")):
        (target / f"{file.stem}.xml").write_text(article(file.read_text()))


main(*map(pathlib.Path, sys.argv[1:3]))
