"""Recounts closed votes from their files with nothing but Python: python3 recount.py vote.json …

Checks the seal of each file, what was frozen, every tracker, whose votes count, and every figure.
Exits 0 when all of them agree with themselves and 1 when one does not. Compare the seal with the
one on the result page.
"""

import json
import sys
from fractions import Fraction
from hashlib import sha256
from math import ceil, floor
from pathlib import Path
from typing import Any

SHARES = {"two_thirds": Fraction(2, 3), "three_quarters": Fraction(3, 4), "unanimity": Fraction(1)}
SPEAKS = {"approve": "for", "abstain": "abstain"}


def digest(content: Any) -> str:
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def weigh(file: Any, seats: Any) -> int:
    return sum(file["frozen"]["rules"]["weight"].get(str(seat), 1) for seat in seats)


def tally(file: Any) -> dict[str, Any]:
    """Every figure of the result, in votes where seats have weights and in seats otherwise."""
    rules = file["frozen"]["rules"]
    sums = {choice: sum(vote["weight"] for vote in file["votes"]
                        if vote["counts"] and vote["choice"] == choice)
            for choice in ("for", "against", "abstain")}  # fmt: skip
    seats, present = (weigh(file, group) for group in (file["seats"], file["present"]))
    entitled, silent = seats - weigh(file, file["recused"]), present - sum(sums.values())
    if rules["silence_means"] in SPEAKS:
        sums[SPEAKS[rules["silence_means"]]] += silent
    of, share = seats if rules["recused_in_quorum"] else entitled, rules["quorum_fraction"]
    if file["on_second_call"]:
        quorum = ceil(Fraction(rules["second_call"]["fraction"]) * of)
    elif rules["quorum_rule"] == "at_least":
        quorum = ceil(Fraction(share) * of)
    else:
        up = share == "1/2" and rules["half_plus_one_reading"] == "round_up"
        quorum = (ceil if up else floor)(Fraction(share) * of) + 1
    there = present if file["present_at_open"] is None else weigh(file, file["present_at_open"])
    stops = ((entitled < rules["min_voters"], "voters"), (there < quorum, "present"),
             (rules["quorum_requires_chair"] and not file["presided"], "chair"),
             (len(file["present"]) < rules["min_voters"], "voters"))  # fmt: skip
    short = next((why for stopped, why in stops if stopped), None)
    found = {"seats": seats, "recused": seats - entitled, "entitled": entitled, **sums,
             "present": present, "silent": silent, "quorum_of": of, "quorum_needed": quorum,
             "base": present, "needed": None, "casting": None, "veto": None, "shortfall": short,
             "result": "NO_QUORUM"}  # fmt: skip
    return found if short else found | majority(file, rules, found)


def majority(file: Any, rules: Any, found: Any) -> dict[str, Any]:
    """Of how many the majority is taken, what it needs, and the result by vote, tie and veto."""
    for_, against, chair = found["for"], found["against"], file["chair"]
    entitled = found["seats" if rules["recused_in_base"] else "entitled"]
    base = {"cast_yn": for_ + against, "cast_yna": for_ + against + found["abstain"],
            "present": found["present"], "entitled": entitled}[rules["base"]]  # fmt: skip
    share = SHARES.get(rules["rule"])
    needed = (ceil(share * base) if share else base // 2 + 1) if base else None
    end = {"base": base, "needed": needed, "result": "NOT_ADOPTED"}
    if needed and for_ >= needed:
        end["result"] = "ADOPTED"
    elif rules["rule"] == "simple" and for_ == against > 0 and base == for_ + against:
        if rules["tie"] == "chair_casts" and chair in ("for", "against"):
            won = "ADOPTED" if chair == "for" else "NOT_ADOPTED"
            end |= {"result": f"{won}_BY_CASTING_VOTE", "casting": chair}
        elif rules["tie"] != "fails" and not (rules["tie"] == "revote_once" and file["revote"]):
            end["result"] = "TIE_UNRESOLVED"
    vetoes = ((rules["chair_veto"] and chair == "against", "chair"),
              (rules["founder_veto"] and file["founders_against"], "founder"))  # fmt: skip
    veto = next((whose for cast, whose in vetoes if cast), None)
    if veto and end["result"].startswith("ADOPTED"):
        end |= {"result": "NOT_ADOPTED", "veto": veto}
    return end


def faults(file: Any) -> Any:
    """Every way in which the file contradicts itself."""
    roster, here = file["frozen"]["roster"], {*file["present"], *(file["present_at_open"] or ())}
    if file["schema"] != "membership.vote/1":
        yield "another kind of file"
    if file["seal"] != digest({name: value for name, value in file.items() if name != "seal"}):
        yield "the seal is not that of the file"
    if file["frozen_hash"] != digest(file["frozen"]):
        yield "motion, rules or roster are not what was frozen"
    if file["seats"] != [row[0] for row in roster] or not here <= {*file["seats"]}:
        yield "the seats are not those of the roster"
    if here & {*file["recused"]} or not {*file["recused"]} <= {*file["seats"]}:
        yield "a recused seat is among those present"
    if len({vote["tracker"] for vote in file["votes"]}) != len(file["votes"]):
        yield "a vote is listed twice"
    if file["frozen"]["rules"]["ballot"] == "open_nominal":
        yield from by_name(file, roster)
    counted, told = tally(file), file["outcome"]
    for name in counted:
        if name not in told or told[name] != counted[name]:
            yield f"{name}: {told.get(name)} in the file, {counted[name]} counted"


def by_name(file: Any, roster: Any) -> Any:
    for vote in file["votes"]:
        said = [file["frozen_hash"], str(vote["seat"]), vote["choice"]]
        if vote["committed"][:3] != said or vote["tracker"] != digest(vote["committed"])[:16]:
            yield f"tracker {vote['tracker']} is not that of its vote"
        if vote["weight"] != weigh(file, [vote["seat"]]):
            yield f"vote {vote['tracker']} has not the weight of its seat"
    counting = [vote["seat"] for vote in file["votes"] if vote["counts"]]
    if len({*counting}) != len(counting) or not {*counting} <= {*file["present"]}:
        yield "a seat counts twice, or without being present"
    cast = {vote["seat"]: vote["choice"] for vote in file["votes"] if vote["counts"]}
    chair = next((cast.get(row[0]) for row in roster if row[1] == "chair"), None)
    founders = [row[0] for row in roster if row[3] and cast.get(row[0]) == "against"]
    led = any(row[1] in ("chair", "vice_chair") and row[0] in file["present"] for row in roster)
    told = (file["chair"], file["founders_against"], file["presided"])
    if told != (chair, weigh(file, founders), led):
        yield "chair, vice-chair or founders are not as the votes by name say"


def main(paths: list[str]) -> int:
    """Says the seal, every figure and every fault of each file; 1 when there is any."""
    wrong = 0 if paths else 1
    for path in paths:
        try:
            file = json.loads(Path(path).read_text("utf-8"))
            found, told = list(faults(file)), tally(file) | {"seal": file["seal"]}
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            found, told = [f"not the file of a vote: {error!r}"], {}
        wrong += bool(found)
        said = [f"{name}: {value}" for name, value in told.items()]
        end = found or ["The file agrees with itself."]
        sys.stdout.write("\n".join([path, *said, *end, "", ""]))
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
