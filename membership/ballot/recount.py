"""Recounts a closed vote from its file with nothing but Python: python3 recount.py vote.json

Checks the seal, what was frozen, every tracker and every figure. Exits 0 when the file
agrees with itself and 1 when it does not. Compare the seal with the one on the result page.
"""

import json
import sys
from fractions import Fraction
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any


def digest(content: Any) -> str:
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def figures(file: Any, rules: Any) -> tuple[Any, Any, Any, int]:
    """The roster and the votes in figures: votes where seats have weights, seats otherwise."""
    weigh = {row[0]: rules["weight"].get(str(row[0]), 1) for row in file["frozen"]["roster"]}
    office = {row[0]: row[1] for row in file["frozen"]["roster"]}
    out, last, sums = set(file["recused"]), {}, {"for": 0, "against": 0, "abstain": 0}
    for vote in file["votes"]:
        if rules["ballot"] == "open_nominal":
            if vote["counts"] and vote["seat"] not in out:
                last[vote["seat"]] = vote["choice"]
        else:
            sums[vote["choice"]] += vote.get("weight", 1)
    for seat, choice in last.items():
        sums[choice] += weigh[seat]
    by_vote_alone = rules["mode"] == "written" and rules["ballot"] == "open_nominal"
    here = set(last) if by_vote_alone else set(last) | (set(file["present"]) - out)
    beside = file.get("beside") or {
        "chair": next((last[seat] for seat in last if office[seat] == "chair"), None),
        "presided": any(office[seat] in ("chair", "vice_chair") for seat in here),
        "founders_against": sum(
            weigh[row[0]]
            for row in file["frozen"]["roster"]
            if row[3] and last.get(row[0]) == "against"
        ),
    }
    total = {
        name: sum(weigh[seat] for seat in group)
        for name, group in (("seats", weigh), ("recused", out), ("present", here))
    }
    at_open = file["present_at_open"]
    total["at_open"] = None if at_open is None else sum(weigh[s] for s in set(at_open) - out)
    return total, sums, beside, len(here)


def quorum(file: Any, rules: Any, of: int) -> int:
    fraction = Fraction(rules["quorum_fraction"])
    if file["on_second_call"]:
        return ceil(Fraction(rules["second_call"]["fraction"]) * of)
    if rules["quorum_rule"] == "at_least":
        return ceil(fraction * of)
    if fraction == Fraction(1, 2) and rules["half_plus_one_reading"] == "round_up":
        return ceil(fraction * of) + 1
    return int(fraction * of) + 1


def tally(file: Any) -> dict[str, Any]:
    rules = file["frozen"]["rules"]
    total, sums, beside, heads = figures(file, rules)
    entitled = total["seats"] - total["recused"]
    speaks = {"approve": "for", "abstain": "abstain"}.get(rules["silence_means"])
    everyone = entitled if speaks and rules["mode"] == "written" else total["present"]
    silent = everyone - sum(sums.values())
    heads = heads + everyone - total["present"] if rules["weight"] else everyone
    if speaks:
        sums[speaks] += silent
    of = total["seats"] if rules["recused_in_quorum"] else entitled
    needed, second = quorum(file, rules, of), rules["second_call"]
    result = {
        "seats": total["seats"],
        "recused": total["recused"],
        "entitled": entitled,
        "present": everyone,
        "quorum_of": of,
        "quorum_needed": needed,
        **sums,
        "silent": silent,
        "base": everyone,
        "needed": None,
        "casting": None,
        "follows": None,
        "veto": None,
        "shortfall": None,
        "result": "NO_QUORUM",
    }
    if entitled < rules["min_voters"]:
        return result | {"shortfall": "voters", "follows": "general_assembly"}
    nobody = rules["quorum_requires_chair"] and not (beside["presided"] or beside["chair"])
    again = second["allowed"] and rules["mode"] != "written" and not file["on_second_call"]
    measured = everyone if total["at_open"] is None else total["at_open"]
    if measured < needed or nobody:
        short = "present" if measured < needed else "chair"
        return result | {"shortfall": short, "follows": "second_call" if again else None}
    if heads < rules["min_voters"]:
        return result | {"shortfall": "voters", "follows": "general_assembly"}
    return result | majority(file, rules, sums, result, beside)


def majority(file: Any, rules: Any, sums: Any, found: Any, beside: Any) -> dict[str, Any]:
    cast = {
        "cast_yn": sums["for"] + sums["against"],
        "cast_yna": sum(sums.values()),
        "present": found["present"],
        "entitled": found["seats"] if rules["recused_in_base"] else found["entitled"],
    }
    base, secret = cast[rules["base"]], rules["ballot"] == "secret"
    least = {
        "two_thirds": ceil(Fraction(2 * base, 3)),
        "unanimity": base,
        "three_quarters": ceil(Fraction(3 * base, 4)),
    }.get(rules["rule"], base // 2 + 1)
    if base == 0:
        return {"result": "NOT_ADOPTED", "base": 0}
    end = {"result": "NOT_ADOPTED", "base": base, "needed": least}
    level = sums["for"] == sums["against"] > 0 and base == sums["for"] + sums["against"]
    if sums["for"] >= least:
        end["result"] = "ADOPTED"
    elif rules["rule"] == "simple" and level and rules["tie"] != "fails":
        if rules["tie"] == "chair_casts" and not secret and beside["chair"] in ("for", "against"):
            word = "ADOPTED" if beside["chair"] == "for" else "NOT_ADOPTED"
            end |= {"result": word + "_BY_CASTING_VOTE", "casting": beside["chair"]}
        elif rules["tie"] != "revote_once" or not file["revote"]:
            follows = {"revote_once": "revote", "refer_GA": "general_assembly"}
            end |= {"result": "TIE_UNRESOLVED", "follows": follows.get(rules["tie"])}
    if end["result"].startswith("ADOPTED") and not secret:
        if rules["chair_veto"] and beside["chair"] == "against":
            end |= {"result": "NOT_ADOPTED", "veto": "chair"}
        elif rules["founder_veto"] and beside["founders_against"]:
            end |= {"result": "NOT_ADOPTED", "veto": "founder"}
    return end


def faults(file: Any) -> Any:
    if file["schema"] != "membership.vote/1":
        yield "another kind of file"
    if file["seal"] != digest({name: value for name, value in file.items() if name != "seal"}):
        yield "the seal is not that of the file"
    if file["frozen_hash"] != digest(file["frozen"]):
        yield "motion, rules or roster are not what was frozen"
    names = [vote.get("tracker", vote.get("receipt")) for vote in file["votes"]]
    if len(set(names)) != len(names):
        yield "a vote is listed twice"
    for vote in file["votes"]:
        said = [file["frozen_hash"], str(vote.get("seat")), vote["choice"]]
        given = vote.get("committed")
        if given and (given[:3] != said or digest(given)[:16] != vote["tracker"]):
            yield f"tracker {vote['tracker']} is not that of its vote"
    counted, told = tally(file), file["outcome"]
    for name in sorted(set(counted) | set(told)):
        if name not in told or told[name] != counted.get(name):
            yield f"{name}: {told.get(name)} in the file, {counted.get(name)} counted"


def main(path: str) -> int:
    """Says the seal, every figure and every fault of the file; 1 when it has any."""
    try:
        content = json.loads(Path(path).read_text("utf-8"))
        wrong = list(faults(content))
        said = [f"{name}: {value}" for name, value in tally(content).items()]
        said.append(f"seal: {content['seal']}")
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        said, wrong = [], [f"not the file of a vote: {error!r}"]
    sys.stdout.write("\n".join([*said, *(wrong or ["The file agrees with itself."]), ""]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
