"""Makes PDFs of JATS articles with pandoc and pdflatex, LibreOffice or Chromium, in one and in two columns.

  python3 bench/make-papers.py FOLDER-OF-JATS FOLDER-FOR-PDFS

Prints a line for each PDF: the article, the way it was made and the file, with tabs between them.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

CLASSES = {
    "latex-1": ("article", "11pt"),
    "latex-2": ("article", "10pt,twocolumn"),
    "ieee": ("IEEEtran", "10pt"),
    "elsevier": ("elsarticle", "5p,twocolumn"),
}
SIGNS = {"−": r"\ensuremath{-}", "≤": r"\ensuremath{\le}", "≥": r"\ensuremath{\ge}", "×": r"\ensuremath{\times}",
         "±": r"\ensuremath{\pm}", "→": r"\ensuremath{\to}", "∼": r"\ensuremath{\sim}", "°": r"\ensuremath{^\circ}",
         "′": r"\ensuremath{'}", "≈": r"\ensuremath{\approx}", "\u2009": r"\,", "·": r"\ensuremath{\cdot}",
         "∞": r"\ensuremath{\infty}", "∗": "*", "\u202f": r"\,", "≡": r"\ensuremath{\equiv}", "∈": r"\ensuremath{\in}"}
GREEK = dict(zip("αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ",
                 "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi"
                 " omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega".split()))


def run(*command, folder=None):
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=False)


def pandoc(source, target, *options):
    done = run("pandoc", "-f", "jats", "--standalone", str(source), "-o", str(target), *options)
    if done.returncode:
        raise SystemExit(done.stderr.decode())


def has_class(name):
    return run("kpsewhich", name + ".cls").stdout != b""


def set_by_latex(article, way, target, folder):
    name, options = CLASSES[way]
    tex = folder / f"{way}.tex"
    pandoc(article, tex, "-t", "latex", "-V", f"documentclass={name}", "-V", f"classoption={options}")
    text = tex.read_text()
    for sign, macro in SIGNS.items():
        text = text.replace(sign, macro)
    for letter, macro in GREEK.items():
        text = text.replace(letter, rf"\ensuremath{{\{macro}}}")
    if way != "latex-1":
        # A table that breaks over pages can't stand in two columns: it becomes one over both.
        text = re.sub(r"\\begin\{longtable\}(?:\[\])?\{(@\{\}.*?@\{\})\}", r"\\begin{table*}\\begin{tabular}{\1}", text, flags=re.S)
        text = re.sub(r"\\endfirsthead.*?\\endhead|\\endhead|\\endfoot|\\endlastfoot", "", text, flags=re.S)
        text = re.sub(r"\\end\{longtable\}", r"\\end{tabular}\\end{table*}", text)
        text = re.sub(r"(\\begin\{tabular\}.*?)(\\caption\{.*?\})\\tabularnewline", r"\1", text, flags=re.S)
    tex.write_text(text)
    for _ in range(2):
        run("pdflatex", "-interaction=batchmode", tex.name, folder=folder)
    keep(folder, way, target)


def keep(folder, way, target):
    made = folder / f"{way}.pdf"
    if made.exists():
        shutil.move(made, target)
    else:
        log = folder / f"{way}.log"
        errors = [line for line in log.read_text(errors="replace").split("\n") if line.startswith("!")] if log.exists() else []
        print(f"not made: {target.name} {errors[:3]}", file=sys.stderr)


def set_by_office(article, way, target, folder):
    reference = folder / "reference.docx"
    plain = subprocess.run(["pandoc", "--print-default-data-file", "reference.docx"], capture_output=True, check=True).stdout
    (folder / "plain.docx").write_bytes(plain)
    with zipfile.ZipFile(folder / "plain.docx") as old, zipfile.ZipFile(reference, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml" and way == "office-2":
                columns = b'<w:sectPr><w:cols w:num="2" w:space="500"/></w:sectPr>'
                data = re.sub(rb"<w:sectPr */>|<w:sectPr>.*</w:sectPr>", columns, data, flags=re.S)
            new.writestr(item, data)
    document = folder / f"{way}.docx"
    pandoc(article, document, "--reference-doc", str(reference))
    home = f"-env:UserInstallation=file://{folder}/office"
    run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document))
    keep(folder, way, target)


STYLES = {
    "chromium-1": "body { max-width: none !important; font-size: 11pt }",
    "chromium-2": "body { max-width: none !important; padding: 0 !important; columns: 2; font-size: 9pt; text-align: justify; hyphens: auto }"
                  " header { column-span: all }",
}


def set_by_browser(article, way, target, folder):
    page = folder / "page.html"
    pandoc(article, page, "-t", "html5", "--mathml")
    # The pictures are not there, and what a browser shows instead of them is on no paper.
    page.write_text(re.sub(r'alt="[^"]*"', 'alt=""', page.read_text()).replace("</head>", f"<style>{STYLES[way]}</style></head>"))
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={folder}/{way}.pdf", str(page))
    keep(folder, way, target)


def main(source, target):
    target.mkdir(parents=True, exist_ok=True)
    ways = {}
    if shutil.which("pandoc") and shutil.which("pdflatex"):
        ways |= {way: set_by_latex for way, (name, _) in CLASSES.items() if has_class(name)}
    if shutil.which("pandoc") and shutil.which("soffice"):
        ways |= {"office-1": set_by_office, "office-2": set_by_office}
    if shutil.which("pandoc") and shutil.which("chromium"):
        ways |= {way: set_by_browser for way in STYLES}
    for article in sorted(source.glob("*.xml")):
        for way, make in ways.items():
            made = target / f"{article.stem}.{way}.pdf"
            if not made.exists():
                with tempfile.TemporaryDirectory() as folder:
                    make(article, way, made, pathlib.Path(folder))
            if made.exists():
                print(article, way, made, sep="\t", flush=True)


main(*map(pathlib.Path, sys.argv[1:3]))
