"""What connection strings and addresses with a login share: is the password in it a real one?"""

from __future__ import annotations

import re
from urllib.parse import unquote

from waspada.detect import noise

_PLACEHOLDERS = frozenset(
    (
        "password passwd pass pwd passw0rd pw yourpassword your_password your-password mypassword my_password my- "
        "password secret mysecret my_secret changeme change_me change-me example placeholder dbpassword db_password "
        "db_pass dbpass dbpwd user_password userpass userpassword thepassword the_password p4ssw0rd pswd xxx xxxx "
        "xxxxx xxxxxx redacted removed hidden masked sandi katasandi kata_sandi katasandianda credentials credential "
        "token apikey api_key api-key key value string text null none undefined test-password testpassword"
    ).split()
)
_TRIVIAL = frozenset(
    (
        "test tests testing admin root postgres mysql mongo redis guest user 1234 12345 123456 demo dev local "
        "password1 password123 qwerty letmein welcome"
    ).split()
)
_SIGN = re.compile(r"[^A-Za-z0-9]")
_LEAST = 6


def judge(user: str, password: str) -> bool | None:
    """True: a password, strong. False: one that manuals and everybody use first, weak. None: a placeholder."""
    secret = unquote(password)
    plain = secret.lower().strip("\"'")
    if len(secret) < 3 or plain in _PLACEHOLDERS or noise.is_template(secret) or noise.is_masked(secret):
        return None
    if set(plain) <= {"x"} or plain.startswith(("<", "[", "{", "$", "%(", "your", "...")):
        return None
    classes = sum((any(map(str.islower, secret)), any(map(str.isupper, secret)), any(map(str.isdigit, secret))))
    convincing = len(secret) >= _LEAST and classes + bool(_SIGN.search(secret)) >= 2
    return convincing and plain != user.lower() and plain not in _TRIVIAL and not noise.has_stop_word(secret)
