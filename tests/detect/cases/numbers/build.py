"""Makes the cases of the number kinds: seeded, synthetic; check digits by code of its own where the kind matters most.

Run `PYTHONPATH=src python tests/detect/cases/numbers/build.py` to write the YAML files again; a test compares.
"""

from __future__ import annotations

import importlib.util
import random
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from waspada.detect.kinds.numbers import africa_oceania, americas, asia, europe_east, europe_west, unsettled
from waspada.detect.kinds.numbers.registry import FORMATS
from waspada.detect.number import NumberFormat

HERE = Path(__file__).parent


def _beside(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"number_cases_{name}", HERE / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


random_written: Callable[..., str] = _beside("shapes").random_written


def digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def luhn(body: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return body + str(-total % 10)


def weighted(body: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))


def date(rng: random.Random, order: str) -> str:
    parts = {"y": f"{rng.randint(50, 99)}", "m": f"{rng.randint(1, 12):02d}", "d": f"{rng.randint(1, 28):02d}"}
    return "".join(parts[letter] for letter in order)


def cpf(rng: random.Random) -> str:
    body = digits(rng, 9)
    for _ in range(2):
        rest = weighted(body, tuple(range(len(body) + 1, 1, -1))) * 10 % 11 % 10
        body += str(rest)
    return body


def cnpj(rng: random.Random) -> str:
    body = digits(rng, 8) + "0001"
    for weights in ((5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)):
        rest = weighted(body, weights) % 11
        body += str(0 if rest < 2 else 11 - rest)
    return body


def until(rng: random.Random, make: Callable[[random.Random], str]) -> str:
    while not (made := make(rng)):
        pass
    return made


def nhs(rng: random.Random) -> str:
    body = digits(rng, 9)
    check = 11 - weighted(body, tuple(range(10, 1, -1))) % 11
    return "" if check == 10 else body + str(check % 11)


def bsn(rng: random.Random) -> str:
    body = str(rng.randint(1, 9)) + digits(rng, 7)
    check = weighted(body, (9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return "" if check == 10 else body + str(check)


def pesel(rng: random.Random) -> str:
    body = date(rng, "ymd") + digits(rng, 4)
    return body + str(-weighted(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10)


def tckn(rng: random.Random) -> str:
    body = str(rng.randint(1, 9)) + digits(rng, 8)
    numbers = list(map(int, body))
    tenth = (7 * sum(numbers[::2]) - sum(numbers[1::2])) % 10
    return f"{body}{tenth}{(sum(numbers) + tenth) % 10}"


def cn_ric(rng: random.Random) -> str:
    body = rng.choice(("110101", "310101", "440106")) + "19" + date(rng, "ymd") + digits(rng, 3)
    return body + "10X98765432"[weighted(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11]


def nir(rng: random.Random) -> str:
    body = rng.choice("12") + date(rng, "ym") + f"{rng.randint(1, 89):02d}{rng.randint(1, 900):03d}{digits(rng, 3)}"
    return body + f"{97 - int(body) % 97:02d}"


def rut(rng: random.Random) -> str:
    body = str(rng.randint(10, 24)) + digits(rng, 6)
    return body + "0K987654321"[weighted(body, (3, 2, 7, 6, 5, 4, 3, 2)) % 11]


def oib(rng: random.Random) -> str:
    body, rest = digits(rng, 10), 10
    for digit in body:
        rest = ((rest + int(digit)) % 10 or 10) * 2 % 11
    return body + str((11 - rest) % 10)


def iban(rng: random.Random) -> str:
    body = digits(rng, 18)
    country, account = rng.choice((("DE", body), ("AT", body[:16])))
    rest = int(account + "".join(str(int(letter, 36)) for letter in country) + "00") % 97
    return f"{country}{98 - rest:02d}{account}"


def ssn(rng: random.Random) -> str:
    return f"{rng.randint(1, 665):03d}{rng.randint(1, 99):02d}{rng.randint(1, 9999):04d}"


def nik(rng: random.Random) -> str:
    day = rng.randint(1, 28) + rng.choice((0, 40))
    place = rng.choice(("3174", "3273", "3578", "1271", "5171"))
    return f"{place}{rng.randint(1, 6):02d}{day:02d}{date(rng, 'my')}{rng.randint(1, 99):04d}"


def npwp(rng: random.Random) -> str:
    return luhn("0" + digits(rng, 7)) + f"{rng.randint(1, 999):03d}000"


def curp(rng: random.Random) -> str:
    letters = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    body = "GOMC" + date(rng, "ymd") + rng.choice("HM") + "DF" + "MRL" + "0"
    total = sum((18 - place) * letters.index(letter) for place, letter in enumerate(body))
    return body + str(-total % 10)


def base58(rng: random.Random) -> str:
    from hashlib import sha256

    raw = b"\0" + rng.randbytes(20)
    raw += sha256(sha256(raw).digest()).digest()[:4]
    value, text = int.from_bytes(raw, "big"), ""
    while value:
        value, place = divmod(value, 58)
        text = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[place] + text
    return "1" + text


MAKERS: dict[str, Callable[[random.Random], str]] = {
    "payment_card": lambda rng: luhn(rng.choice(("4", "51", "2221")).ljust(4, "7") + digits(rng, 11)),
    "iban": iban,
    "crypto_address": base58,
    "id.nik": nik,
    "id.kk": nik,
    "id.npwp": npwp,
    "id.us_ssn": ssn,
    "id.ca_sin": lambda rng: luhn(str(rng.randint(1, 7)) + digits(rng, 7)),
    "id.br_cpf": cpf,
    "id.br_cnpj": cnpj,
    "id.mx_curp": curp,
    "id.cl_rut": rut,
    "id.gb_nhs": lambda rng: until(rng, nhs),
    "id.nl_bsn": lambda rng: until(rng, bsn),
    "id.pl_pesel": pesel,
    "id.tr_tckn": tckn,
    "id.cn_ric": cn_ric,
    "id.fr_nir": nir,
    "id.hr_oib": oib,
    "id.ae_eid": lambda rng: luhn(f"784{rng.randint(1950, 2005)}{digits(rng, 7)}"),
    "id.za_idnr": lambda rng: luhn(date(rng, "ymd") + f"{rng.randint(1, 9999):04d}08"),
    "id.passport": lambda rng: rng.choice("ACX") + digits(rng, 7),
    "id.driving_licence": lambda rng: "MORGA" + f"7{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}6SM9IJ",
    "id.national": lambda rng: digits(rng, 10),
    "id.tax": lambda rng: digits(rng, 10),
    "bank.account": lambda rng: digits(rng, 10),
}


def valid(one: NumberFormat, rng: random.Random) -> str:
    """A number that passes; varied enough that it is nobody's counter."""
    while True:
        made = MAKERS[one.kind.id](rng) if one.kind.id in MAKERS else random_written(one.written, rng)
        if len(set(made)) >= 4 and one.matches(made):
            return made


def wrong(one: NumberFormat, number: str) -> str:
    """The same number with a digit changed so that its check fails."""
    for place in range(len(number) - 1, -1, -1):
        for digit in "0123456789":
            changed = number[:place] + digit + number[place + 1 :]
            if number[place].isdigit() and digit != number[place] and not one.matches(changed):
                return changed
    raise AssertionError(one.kind.id)


def in_form(one: NumberFormat, number: str, rng: random.Random) -> str:
    """The same number in one of its distinctive forms; empty when none fits its letters and length."""
    for form in one.forms:
        sample = random_written(form, rng, True)
        letters = iter(number)
        if sum(map(str.isalnum, sample)) == len(number) and sample != number:
            text = "".join(next(letters) if character.isalnum() else character for character in sample)
            if re.fullmatch(form, text) and not text.isalnum():
                return text
    return ""


def cases(one: NumberFormat) -> dict[str, list[dict[str, Any]]]:
    """At least three hits and three near misses, each for its own reason."""
    rng = random.Random(one.kind.id)
    number, second, third = (valid(one, rng) for _ in range(3))
    word = max(one.words, key=len) if one.words else ""
    hits: list[dict[str, Any]] = [
        {"name": one.kind.names[0], "text": number, "value": number},
        {"name": f"customer_{one.kind.names[-1]}", "text": f" {second}", "value": second},
        {"name": one.kind.names[0], "text": third, "value": third},
    ]
    misses: list[dict[str, Any]] = [
        {"name": "value", "text": number, "weak_allowed": True},
        {"text": f"order {second} shipped", "weak_allowed": True},
        {"name": one.kind.names[0], "text": "1.0.2"},
    ]
    for form in filter(None, (in_form(one, number, rng), in_form(one, third, rng))):
        hits += [{"text": form, "value": form}, {"text": f"({form}), thanks", "value": form}]
        misses += [{"text": f"9-{form}"}, {"text": f"phone {form}", "weak_allowed": True, "form_weak": True}]
        break
    if word:
        hits += [
            {"text": f"Hello, my {word} is {number}, please check.", "value": number},
            {"text": f"{word} saya: {second} mohon dicek", "value": second},
            {"text": f'{{"{word.replace(" ", "_")}":"{third}","a":1}}', "value": third},
            {"text": f"{number} ({word})", "value": number},
        ]
        misses += [
            {"text": f"{word} unknown, phone {number}", "weak_allowed": True},
            {"text": f"{word}: a1f{number}b0e"} if one not in unsettled.FORMATS else {"text": f"{word} since 2024"},
            {"text": f"the {word} page was opened at 1763800000"[:200]}
            if one.chance < 0.001
            else {"text": f"{word} 12"},
        ]
    if one.chance < 0.95:
        misses.append({"name": one.kind.names[0], "text": wrong(one, number)})
        if word and one.kind.id not in ("id.gb_nino",):
            misses.append({"text": f"my {word} is {wrong(one, second)}"})
    return {"hits": hits, "misses": misses}


FILES = {
    "financial.yaml": tuple(one for one in FORMATS if not one.kind.id.startswith("id.")),
    "documents.yaml": tuple(
        one
        for one in FORMATS
        if one.kind.id in ("id.nik", "id.kk", "id.npwp", "id.passport", "id.driving_licence")
        or one in unsettled.FORMATS
    ),
    "americas.yaml": americas.FORMATS,
    "europe_west.yaml": europe_west.FORMATS,
    "europe_east.yaml": europe_east.FORMATS,
    "asia.yaml": asia.FORMATS,
    "africa_oceania.yaml": africa_oceania.FORMATS,
}


def built() -> dict[str, dict[str, Any]]:
    """What each file holds."""
    return {name: {one.kind.id: cases(one) for one in formats} for name, formats in FILES.items()}


def main() -> None:
    """Write the files again."""
    for name, content in built().items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=200)
        (HERE / name).write_text(f"# Made by build.py; synthetic.\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
