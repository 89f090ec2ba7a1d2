"""The SQL of src/postgres/README.md, which tests run as it stands there."""
import re
from pathlib import Path

README = Path(__file__).parents[2] / "src" / "postgres" / "README.md"


def block(name):
    """Gives the block of SQL whose first line is a comment that begins with a name."""
    for text in re.findall(r"```sql\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL):
        if re.match(rf"-- {name}\b", text):
            return text
    raise KeyError(name)


def prepared(name, types):
    """Gives the statement that prepares a block."""
    return f"PREPARE {name} ({types}) AS {block(name)}"
