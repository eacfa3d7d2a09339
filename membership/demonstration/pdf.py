"""A small real PDF: one page with a title, for the evidence of invented organisations."""

PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    " /Resources << /Font << /F1 5 0 R >> >> >>"
)
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PLAIN = str.maketrans("ăâîșțĂÂÎȘȚ„”–", 'aaistAAIST""-')


def one_page(title: str, lines: tuple[str, ...] = ()) -> bytes:
    """A page that says its title and some lines, in letters that every reader has."""
    words = [f"BT /F1 20 Tf 72 740 Td ({_escaped(title)}) Tj ET"]
    for number, line in enumerate(lines):
        words.append(f"BT /F1 11 Tf 72 {700 - 18 * number} Td ({_escaped(line)}) Tj ET")
    stream = "\n".join(words)
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE,
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        FONT,
    )
    return _file(objects)


def _escaped(text: str) -> str:
    plain = text.translate(PLAIN).encode("ascii", "replace").decode()
    return plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: tuple[str, ...]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + tail.encode("ascii")
