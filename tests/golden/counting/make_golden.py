"""Write random_votes.json: votes drawn from seeds, with the winners that an independent library finds.

    python tests/golden/counting/make_golden.py

Builds an environment with pabutools 1.2.3 in a folder for temporary files, outside this repository, and uses it
again the next time. Takes a minute or two.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from random_votes import random_vote  # noqa: E402  (the folder is put on the path above)

ENVIRONMENT = Path(tempfile.gettempdir()) / "engage-counting-oracle"
PACKAGE = "pabutools==1.2.3"
SEEDS = range(300)


def oracle_python() -> Path:
    """The interpreter of the environment, made when it is not there yet."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", PACKAGE], check=True)
    return python


def main() -> None:
    votes = [random_vote(seed) for seed in SEEDS]
    answer = subprocess.run(
        [str(oracle_python()), str(HERE / "oracle_pabutools.py")],
        input=json.dumps(votes),
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [
        json.dumps({"vote": vote, "winners": found})
        for vote, found in zip(votes, json.loads(answer.stdout), strict=True)
    ]
    (HERE / "random_votes.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
