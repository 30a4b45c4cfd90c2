"""What makes a secret an example: placeholders, templates, repeated or sequential characters, words, low entropy.

Every function is pure and looks at one candidate only. Of random values as long as vendors issue them (20 characters or
more) fewer than one in a thousand is taken for an example (measured in `tests/detect/test_noise.py`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

LONG_STOP_WORDS = (
    "example", "placeholder", "changeme", "change-me", "change_me", "change_this", "changethis", "replaceme",
    "replace-me", "replace_me", "replace_with", "replacewith", "redacted", "sanitized", "notarealkey", "not-a-real",
    "not_a_real", "notreal", "real-key", "real_key", "realkey", "deadbeef", "cafebabe", "c0ffee", "sample", "dummy",
    "foobar", "foo-bar", "foo_bar", "your-", "your_", "yourapi", "yourkey", "yoursecret", "yourtoken", "your key",
    "insert-", "insert_", "inserthere", "my-secret", "my_secret", "mysecret", "my-api-key", "my_api_key", "myapikey",
    "my-token", "my_token", "mytoken", "apikeyhere", "key-here", "key_here", "keyhere", "tokenhere", "token-here",
    "token_here", "secrethere", "secret-here", "secret_here", "goes-here", "goes_here", "goeshere", "abcdef123456",
    "abc123def456", "a1b2c3d4", "1a2b3c4d", "abcd1234", "1234abcd", "123abc456", "removed", "censored", "obfuscat",
    "masked", "hidden", "lorem", "contoh", "gantidengan", "ganti_dengan", "isi_dengan", "rahasiaanda", "kunci_anda",
    "kunci-anda", "testing", "thisisa", "this-is-a", "this_is_a", "invalid",
    "eby8vdm02xno",  # the published key of Azurite, Microsoft's storage emulator
)  # fmt: skip
"""At least six characters, so chance does not put them into a random token."""

SHORT_STOP_WORDS = ("xxxx", "fake", "mock", "todo", "null", "none", "test")
"""Four characters: only looked for in values short enough that chance does not write them."""

_SHORT_VALUE = 48
_TEMPLATE = re.compile(
    r"\$\{[^}]*\}|\{\{.*?\}\}|\{%.*?%\}|<[A-Za-z][^<>]{0,80}>|\$\([^)]*\)|%\([A-Za-z_]+\)s|^%[sdr@]$|^\$[A-Za-z_]\w*$"
    r"|^%[A-Za-z_]\w*%$|^\{[A-Za-z_][\w.]*\}$|^#\{[^}]*\}|^\[[A-Za-z_ -]+\]$|^__\w+__$|\$\$\w+\$\$|@@\w+@@"
)
_RUN = re.compile(r"(.)\1{5,}")
_MASK = re.compile(r"[*\u2022\u25cf\u2026]{2,}|\.{3}")
_PERIOD = re.compile(r"^(.{1,8}?)\1{2,}.{0,7}$", re.DOTALL)
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxyz]{5}")
_SEPARATORS = re.compile(r"[-_. ]+")
_WORD = re.compile(r"[A-Z]?[a-z]*[0-9]?|[A-Z]*[0-9]?")
_LETTER_RUN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_VARIABLE = re.compile(
    r"process\.env|os\.environ|os\.getenv|getenv\(|\benv\[|ENV\[|import\.meta|secrets\.[A-Za-z_]|vault:|config\.get"
)


def entropy(value: str) -> float:
    """Shannon entropy in bits a character.

    >>> entropy("aaaa"), entropy("abcd")
    (0.0, 2.0)
    """
    if not value:
        return 0.0
    size = len(value)
    return max(0.0, -sum(count / size * math.log2(count / size) for count in Counter(value).values()))


def is_template(value: str) -> bool:
    """Report whether the value is filled in later: `${KEY}`, `{{ key }}`, `<your key>`, `%s`, `process.env.KEY`."""
    return bool(_TEMPLATE.search(value) or _VARIABLE.search(value))


def is_masked(value: str) -> bool:
    """Report whether somebody already hid the value: `sk-****abcd`, `ghp_...`."""
    return bool(_MASK.search(value))


def has_stop_word(value: str, stop: Iterable[str] = (), allowed: str = "") -> bool:
    """Report whether a word in the value says that it is an example. Words in `allowed` (lower case) do not count."""
    text = value.lower()
    if any(word in text and word not in allowed for word in LONG_STOP_WORDS):
        return True
    if len(text) <= _SHORT_VALUE and any(word in text and word not in allowed for word in SHORT_STOP_WORDS):
        return True
    return any(word in text for word in stop)


def is_repetitive(value: str) -> bool:
    """Report six equal characters in a row, or one short piece written over and over.

    >>> is_repetitive("00000000"), is_repetitive("ab12ab12ab12ab1"), is_repetitive("k3J9xQ")
    (True, True, False)
    """
    return bool(_RUN.search(value) or (len(value) >= 12 and _PERIOD.match(value)))


def _longest_sequence(codes: list[int]) -> int:
    best = run = 1
    step = 0
    for before, after in pairwise(codes):
        difference = after - before
        if difference in (1, -1) and difference == step:
            run += 1
        elif difference in (1, -1):
            run, step = 2, difference
        else:
            run, step = 1, 0
        best = max(best, run)
    return best


def is_sequential(value: str) -> bool:
    """Report a keyboard-free sequence: `12345678`, `abcdefgh`, also woven into each other: `a1b2c3d4e5`.

    >>> is_sequential("0123456789abcdef"), is_sequential("a1b2c3d4e5f6"), is_sequential("k3J9xQ72mZ")
    (True, True, False)
    """
    codes = [ord(character) for character in value]
    if _longest_sequence(codes) >= 8:
        return True
    return _longest_sequence(codes[0::2]) >= 5 and _longest_sequence(codes[1::2]) >= 5


def is_one_class(value: str) -> bool:
    """Report a value of only lower-case letters, only upper-case letters, or only digits."""
    letters = value.replace("-", "").replace("_", "").replace(".", "")
    return letters.isdigit() or (letters.isalpha() and (letters.islower() or letters.isupper()))


def is_wordy(value: str) -> bool:
    """Report an identifier or words rather than a random value: nearly no digits, long runs of one case.

    Random letters have fewer vowels (one in five) and more consonants in a row than any language.

    >>> is_wordy("this-is-not-a-real-key-but-words"), is_wordy("handleUserAuthenticationCallback")
    (True, True)
    >>> is_wordy("internationalization"), is_wordy("ASIAGUVFBWPDXHVFPX")
    (True, False)
    """
    letters = [character for character in value.lower() if character.isalpha()]
    digits = sum(character.isdigit() for character in value)
    if digits > 2 or len(value) < 12 or not letters:
        return False
    vowels = sum(letter in "aeiou" for letter in letters)
    if vowels < 0.28 * len(letters) or _CONSONANTS.search(value.lower()):
        return False
    pieces = _SEPARATORS.split(value)
    if len(pieces) > 2:
        return all(_WORD.fullmatch(piece) for piece in pieces)
    if value.islower() or value.isupper():
        return digits == 0
    runs = [len(run) for run in _LETTER_RUN.findall(value)]
    return bool(runs) and sum(runs) / len(runs) >= (3.6 if len(letters) >= 24 else 4.2)


def is_example(value: str, *, least_entropy: float = 0.0, stop: Iterable[str] = (), allowed: str = "") -> bool:
    """Report whether this candidate is a placeholder, a template, masked or too regular to be a real secret."""
    return (
        entropy(value) < least_entropy
        or is_masked(value)
        or is_template(value)
        or has_stop_word(value, stop, allowed)
        or is_repetitive(value)
        or is_sequential(value)
    )
