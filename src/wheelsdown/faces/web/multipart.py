"""The parts of a form that a browser sends with files (RFC 7578), read strictly and in linear time."""

from dataclasses import dataclass
from email.message import Message
from typing import Final

from wheelsdown.faces.web.problems import ProblemError

__all__ = ["Part", "form_parts"]

#: Parts of one form; a page that holds 50 articles and one open claim sends some 120.
MOST_PARTS: Final = 400

#: Bytes of the headers of one part; browsers send some 150 and the file's name.
MOST_HEAD: Final = 2000


@dataclass(frozen=True)
class Part:
    """One field of a form; ``filename`` is None where it is no file."""

    name: str
    content: bytes
    filename: str | None = None

    @property
    def text(self) -> str:
        """Give the field as text, its lines ended as the writer's were before the form sent them."""
        return self.content.decode("utf-8", "replace").replace("\r\n", "\n")


def form_parts(body: bytes, content_type: str) -> list[Part]:
    r"""Give the fields of a form in the order in which they were sent.

    Raises
    ------
    ProblemError
        It is no such form, or one with too many fields.

    >>> sent = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\ntwo\r\nlines\r\n--x--\r\n'
    >>> [(each.name, each.text) for each in form_parts(sent, "multipart/form-data; boundary=x")]
    [('a', 'two\nlines')]
    """
    boundary = _header("content-type", content_type).get_boundary("")
    if not boundary or len(boundary) > 70:  # RFC 2046, section 5.1.1
        raise ProblemError(400, "the form has no boundary; send it as multipart/form-data")
    mark = b"\r\n--" + boundary.encode("utf-8", "replace")
    if body.count(mark) > MOST_PARTS:
        raise ProblemError(413, f"the form has more than {MOST_PARTS} fields; send less at once")
    pieces = (b"\r\n" + body).split(mark)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise ProblemError(400, "the form ends too early; send it again")
    return [part for piece in pieces[1:-1] if (part := _part(piece)) is not None]


def _part(piece: bytes) -> Part | None:
    head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if len(head) > MOST_HEAD:
        raise ProblemError(400, "a field of the form has too long a name; rename the file")
    for line in head.decode("utf-8", "replace").split("\r\n"):
        key, _, value = line.partition(":")
        if key.strip().lower() == "content-disposition":
            said = _header("content-disposition", value.strip())
            name, filename = (
                said.get_param(each, header="content-disposition") for each in ("name", "filename")
            )
            return Part(str(name or ""), content, None if filename is None else str(filename))
    return None


def _header(name: str, value: str) -> Message:
    found = Message()
    found[name] = " ".join(value.split())
    return found
