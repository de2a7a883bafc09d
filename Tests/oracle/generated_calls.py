"""Writes the exports of a shop with N calls of all the shapes that are easily counted wrongly.

    python3 generated_calls.py FOLDER CALLS SEED

Eleven weeks in Berlin, with the day of 25 hours and a holiday; a queue with hours of its own in another zone;
misses of all kinds, callbacks and further calls at the thresholds and a second before and after them, calls at
night, hidden numbers, tests, robots, transfers, menus, mailboxes, overflow into another queue, ends that the log
lost, rows exported twice. The same number and seed give the same bytes.
"""
import heapq
import random
import sys
from datetime import datetime, timezone
from pathlib import Path

ZONE = "Europe/Berlin"
AS_OF = "2026-12-01"
FIRST = int(datetime(2026, 9, 13, 22, tzinfo=timezone.utc).timestamp())  # 14 September, 00:00 in Berlin
LAST = int(datetime(2026, 12, 1, 12, tzinfo=timezone.utc).timestamp())  # half a day past "now"
NOW = int(datetime(2026, 11, 30, 23, tzinfo=timezone.utc).timestamp())
BACK = int(datetime(2026, 10, 25, 1, tzinfo=timezone.utc).timestamp())  # the clock is put back
TEST_NUMBER = "9169999999"
# weekday → minutes of the wall clock; the shop, and queue 610 in Yekaterinburg.
WEEKLY = {day: (540, 1260) for day in range(5)} | {5: (600, 1080), 6: (60, 240)}
HOLIDAY = "2026-10-21"
EAST = {day: (600, 960) for day in range(5)}
EAST_ZONE = "Asia/Yekaterinburg"
WITHIN, CONTACT, REPEAT, RESOLUTION, LOOK_BACK = 12 * 3600, 10, 72 * 3600, 7 * 86400, 42
THRESHOLD, SHORT = 20, 5

DELAYS = [30, 600, 899, 900, 901, 3599, 3600, 3601, 7200, 20000, 43199, 43200, 86399, 86400, 86401, 172800, REPEAT - 1,
          REPEAT, REPEAT + 1, RESOLUTION - 1, RESOLUTION, RESOLUTION + 1, 41 * 86400, 42 * 86400, 43 * 86400]
WEIGHTS = [9, 9, 3, 3, 3, 2, 2, 2, 6, 6, 2, 2, 4, 4, 4, 3, 2, 2, 2, 2, 2, 2, 1, 2, 1]

CONFIG = f"""\
shop: Generated
timezone: {ZONE}
language: en
region: RU
database: ringtally.sqlite
reports: reports
sources:
  - {{ name: pbx, format: asterisk-cdr, files: ["Master.csv*"], timezone: auto }}
  - {{ name: queues, format: asterisk-queue-log, files: ["queue_log*"] }}
agents: agents.csv
numbers: numbers.csv
trunks: ["PJSIP/provider-"]
hours:
  weekly: {{ mon-fri: "09:00-21:00", sat: "10:00-18:00", sun: "01:00-04:00" }}
  exceptions: {{ {HOLIDAY}: closed }}
queues:
  "610":
    timezone: {EAST_ZONE}
    hours:
      weekly: {{ mon-fri: "10:00-16:00", sat: closed, sun: closed }}
calls:
  test_numbers: ["+7{TEST_NUMBER}"]
orders:
  notifications:
    robot: {{ accountcodes: [robot] }}
limits: {{ stale_after: 400d }}
"""


def wall(epoch):
    """The wall clock as the CDR writes it."""
    offset = 7200 if epoch < BACK else 3600
    return datetime.fromtimestamp(epoch + offset, timezone.utc).strftime("%Y-%m-%d %H:%M:%S")


class Exchange:
    def __init__(self, calls, seed):
        self.rng = random.Random(seed)
        self.wanted = calls
        self.made = 0
        self.serial = 0
        self.rows = []  # (end, place, text)
        self.events = []
        self.heap = []
        self.agents = [f"PJSIP/{number}" for number in range(201, 213)]

    # -- lines

    def new_id(self, at):
        self.serial += 1
        return f"{at}.{self.serial}"

    def channel(self, device):
        self.serial += 1
        return f"{device}-{self.serial:08x}"

    def row(self, ids, src, dst, channel, destination, app, start, answer, end, disposition, account=""):
        billed = 0 if answer is None else end - answer
        answered = "" if answer is None else f'"{wall(answer)}"'
        linked = ids[0]
        self.serial += 1
        self.rows.append((end, len(self.rows), (
            f'"{account}","{src}","{dst}","ctx","""{src}"" <{src}>","{channel}","{destination}","{app}","x",'
            f'"{wall(start)}",{answered},"{wall(end)}",{end - start},{billed},"{disposition}","DOCUMENTATION",'
            f'"{ids[1]}","","","{linked}",{self.serial}')))

    def event(self, at, call, queue, agent, word, *parameters):
        self.events.append((at, len(self.events), "|".join(map(str, (at, call, queue, agent, word) + parameters))))

    def spelled(self, number):
        return self.rng.choice(["8", "8", "+7", "7", ""]) + number

    # -- calls

    def inbound(self, at, number):
        """A customer's call; whether anybody talked with him, and when it ended."""
        rng = self.rng
        src = self.spelled(number) if number else rng.choice(["anonymous", "", "Restricted"])
        did = rng.choice(["74951110001", "74951110002", "74951110009"])
        call = self.new_id(at)
        trunk = self.channel("PJSIP/provider")
        shape = rng.random()
        if shape < 0.05:
            end = at + rng.randrange(1, 60)
            self.row((call, call), src, did, trunk, "", "BackGround", at, at, end, "ANSWERED")
            return False, end
        if shape < 0.15:
            return self.direct(at, src, did, call, trunk)
        begun = at
        if rng.random() < 0.3:
            begun += rng.randrange(1, 15)
            self.row((call, call), src, did, trunk, "", "BackGround", at, at, begun, "ANSWERED")
        queue = rng.choice(["600", "600", "601", "610"])
        return self.queued(begun, src, did, call, trunk, queue)

    def direct(self, at, src, did, call, trunk):
        rng = self.rng
        agent = rng.choice(self.agents)
        how = rng.random()
        rung = rng.choice([1, 3, 5, 6, 19, 20, 21, 40])
        if how < 0.4:
            end = at + rung + rng.randrange(1, 300)
            self.row((call, call), src, did, trunk, self.channel(agent), "Dial", at, at + rung, end, "ANSWERED")
            return True, end
        if how < 0.55:
            self.row((call, call), src, did, trunk, self.channel(agent), "Dial", at, None, at + rung, "BUSY")
            return False, at + rung
        self.row((call, call), src, did, trunk, self.channel(agent), "Dial", at, None, at + rung, "NO ANSWER")
        if how < 0.7:
            end = at + rung + rng.randrange(2, 40)
            self.row((call, call), src, did, trunk, "", "VoiceMail", at + rung, at + rung, end, "ANSWERED")
            return False, end
        return False, at + rung

    def queued(self, at, src, did, call, trunk, queue):
        rng = self.rng
        begun = at
        self.event(at, call, queue, "NONE", "ENTERQUEUE", "", src, 1)
        end_of_log = rng.random()
        if end_of_log < 0.01:
            end = at + rng.randrange(5, 90)
            self.row((call, call), src, did, trunk, "", "Queue", at, None, end, "NO ANSWER")
            return False, end
        waited = rng.choice([0, 1, 4, 5, 6, 7, 12, 19, 20, 21, 22, 30, 45, 90, 180])
        leaves = at + waited
        # Rings one after the other until the caller is answered or has left.
        now = at
        while now + 8 < leaves and rng.random() < 0.6:
            length = rng.randrange(2, 8)
            now += length
            agent = rng.choice(self.agents)
            self.event(now, call, queue, agent, "RINGNOANSWER", length * 1000)
            self.row((call, call), src, did, trunk, self.channel(agent), "Queue", now - length, None, now, "NO ANSWER")
        how = rng.random()
        if how < 0.55:
            agent, talk = rng.choice(self.agents), rng.randrange(1, 400)
            rung = rng.randrange(0, leaves - now + 1)
            self.event(leaves, call, queue, agent, "CONNECT", waited, self.new_id(now), rung)
            end = leaves + talk
            self.row((call, call), src, did, trunk, self.channel(agent), "Queue", leaves - rung, leaves, end, "ANSWERED")
            if rng.random() < 0.05:
                self.event(end, call, queue, agent, "BLINDTRANSFER", "202", "ctx", waited, talk, 1)
                second = end + rng.randrange(1, 60)
                last = second + rng.randrange(1, 200)
                other = rng.choice([name for name in self.agents if name != agent])
                self.row((call, call), src, "202", trunk, self.channel(other), "Dial", end, second, last, "ANSWERED")
                return True, last
            word = rng.choice(["COMPLETECALLER", "COMPLETEAGENT"])
            self.event(end, call, queue, agent, word, waited, talk, 1)
            return True, end
        if how < 0.62 and queue != "601":
            self.event(leaves, call, queue, "NONE", "EXITWITHTIMEOUT", 1, 1, waited)
            self.row((call, call), src, did, trunk, "", "Queue", begun, None, leaves, "NO ANSWER")
            return self.queued(leaves + rng.randrange(0, 3), src, did, call, trunk, "601")
        if how < 0.68:
            self.event(leaves, call, queue, "NONE", "EXITWITHTIMEOUT", 1, 1, waited)
        elif how < 0.71:
            self.event(leaves, call, queue, "NONE", "EXITEMPTY", 1, 1, waited)
        elif how < 0.74:
            self.event(leaves, call, queue, "NONE", "EXITWITHKEY", 1, 1, 1, waited)
        else:
            self.event(leaves, call, queue, "NONE", "ABANDON", 1, 1, waited)
        self.row((call, call), src, did, trunk, "", "Queue", begun, None, leaves, "NO ANSWER")
        return False, leaves

    def outbound(self, at, number):
        rng = self.rng
        call = self.new_id(at)
        isRobot = rng.random() < 0.15
        device = "PJSIP/900" if isRobot else rng.choice(self.agents)
        rung = rng.randrange(1, 25)
        talk = rng.choice([None, None, 1, 9, 10, 11, 60, 240])
        end = at + rung + (talk or 0)
        self.row((call, call), device[6:], self.spelled(number), self.channel(device), self.channel("PJSIP/provider"),
                 "Dial", at, None if talk is None else at + rung, end,
                 "ANSWERED" if talk is not None else rng.choice(["NO ANSWER", "BUSY"]),
                 "robot" if isRobot else "")
        return talk is not None and talk >= 10 and not isRobot, end

    def internal(self, at):
        one, other = self.rng.sample(self.agents, 2)
        call = self.new_id(at)
        self.row((call, call), one[6:], other[6:], self.channel(one), self.channel(other), "Dial", at, at + 3, at + 40,
                 "ANSWERED")

    # -- all of it

    def begin(self):
        """A moment of the weeks, mostly by day, often on a full minute, so that thresholds meet."""
        rng = self.rng
        day = rng.randrange(FIRST, LAST, 86400)
        hour = rng.choices(range(24), [1, 1, 2, 2, 1, 1, 1, 2, 5] + [9] * 12 + [5, 2, 2])[0]
        return day + hour * 3600 + rng.randrange(60) * 60 + rng.choice([0, 0, 0, rng.randrange(60)])

    def run(self):
        rng = self.rng
        customers = max(20, self.wanted // 6)
        for place in range(customers):
            number = f"916{place:07}"
            heapq.heappush(self.heap, (self.begin(), place, rng.random() < 0.8, number))
        for place in range(max(2, self.wanted // 60)):
            heapq.heappush(self.heap, (self.begin(), customers + place, True, None))
        for place in range(max(2, self.wanted // 400)):
            heapq.heappush(self.heap, (self.begin(), customers * 2 + place, True, TEST_NUMBER))
        order = customers * 3
        while self.made < self.wanted and self.heap:
            at, _, is_inbound, number = heapq.heappop(self.heap)
            # What touches "now" would be cut in two: that is another test's business.
            if at >= LAST or NOW - 3600 <= at < NOW:
                continue
            self.made += 1
            if is_inbound:
                talked, end = self.inbound(at, number)
            else:
                talked, end = self.outbound(at, number)
            if rng.random() < 0.02:
                self.internal(at)
                self.made += 1
            if number is None or number == TEST_NUMBER:
                continue
            follow = 1.35 if not talked else 0.8
            while follow > 0:
                if rng.random() < follow:
                    order += 1
                    delay = rng.choices(DELAYS, WEIGHTS)[0]
                    # From the end mostly; some start while the call before still lasts.
                    base = end if rng.random() < 0.9 else at
                    heapq.heappush(self.heap, (max(at, base + delay * (rng.random() > 0.02)), order,
                                               rng.random() < (0.55 if talked else 0.4), number))
                follow -= 1

    def write(self, folder):
        rng = self.rng
        folder.mkdir(parents=True, exist_ok=True)
        for name, lines in (("Master.csv", self.rows), ("queue_log", self.events)):
            lines.sort()
            texts = [line[2] for line in lines]
            (folder / name).write_text("\n".join(texts) + "\n", encoding="utf-8")
            again = [text for text in texts if rng.random() < 0.02]
            (folder / (name + "-again")).write_text("\n".join(again) + "\n", encoding="utf-8")
        (folder / "ringtally.yaml").write_text(CONFIG, encoding="utf-8")
        agents = [f"a{name[6:]},Agent {name[6:]},calls,{name[6:]},2026-01-01," for name in self.agents]
        (folder / "agents.csv").write_text("\n".join(["id,name,team,line,from,to"] + agents) + "\n", encoding="utf-8")
        (folder / "numbers.csv").write_text(
            "number,section,from,to\n+74951110001,phones,2026-01-01,\n+74951110002,watches,2026-01-01,\n"
            "+74951110009,,2026-01-01,\n", encoding="utf-8")


def generate(folder, calls, seed):
    exchange = Exchange(calls, seed)
    exchange.run()
    exchange.write(Path(folder))
    return exchange.made


if __name__ == "__main__":
    print(generate(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
