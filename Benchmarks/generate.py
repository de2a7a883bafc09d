"""Writes N rows of an Asterisk Master.csv (21 columns) with the config and the agents to read it by.

    python Benchmarks/generate.py --rows 1000000 --folder .build-bench

A shop with 40 agents, September and October 2026, local time of Yekaterinburg (UTC+5, no change of
clocks), open round the clock. Callers come by a trunk into queue 600, which rings one agent after
another: a row for each attempt, all with the caller's uniqueid. Who was missed calls again or is
called back; who was served may come back within days. Agents also call customers, and each other.
The same rows and seed give the same bytes.
"""

import argparse
import heapq
import os
import random
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

FIRST_DAY = date(2026, 9, 1)
DAYS = 61
AS_OF = "2026-11-03"  # later than the last row by more than the 12 hours of a callback
UTC_OFFSET = 5 * 3600
EPOCH = int(datetime(2026, 9, 1, tzinfo=timezone.utc).timestamp()) - UTC_OFFSET
HORIZON = DAYS * 86400

# Rows that one primary event leads to, follow-ups included: measured on 1 M rows. Calls between
# agents fill up to the wanted number, so this only has to be a little too high.
ROWS_PER_PRIMARY = 2.36
INTERNAL_SHARE = 0.04

HOUR_WEIGHTS = [1, 1, 1, 1, 1, 2, 4, 8, 14, 22, 26, 26, 24, 24, 25, 24, 22, 20, 17, 14, 10, 6, 3, 2]
WEEKDAY_WEIGHTS = [1.15, 1.1, 1.05, 1.05, 1.0, 0.85, 0.8]

AGENTS = [str(n) for n in range(101, 141)]
# Prefixes of Russian mobile networks; with 7 digits more than enough numbers.
PREFIXES = "903 905 906 909 912 915 916 917 919 922 950 951 952 961 963 965 982 985 987 996".split()

SURNAMES = "Иванов Петров Сидорова Кузнецов Смирнова Попов Ёлкина Соколов Лебедева Морозов".split()
GIVEN = "Анна Борис Вера Глеб Дарья Егор Жанна Захар Ирина Кирилл Лев Мария Никита Ольга".split()
FIRMS = ['ООО "Ромашка"', 'АО "Урал, связь"', "ИП Щукин Ю.Ю.", 'Zavod "Zarya"', "O'Neil & Co",
         'ТД "Север; Юг"', "MTS", "Beeline ", "КОЛЛ-ЦЕНТР №5"]

CLOCK = [f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}" for s in range(86400)]
DATES = [(FIRST_DAY + timedelta(days=d)).isoformat() + " " for d in range(DAYS + 2)]


def stamp(t):
    """`t`, seconds since the first local midnight, as the CDR writes it."""
    return DATES[t // 86400] + CLOCK[t % 86400]


class Customer:
    __slots__ = ("number", "name", "busy_until", "first_miss")

    def __init__(self, index, rng):
        digits = (index // len(PREFIXES) * 7368787 + 1234567) % 10_000_000
        self.number = f"{PREFIXES[index % len(PREFIXES)]}{digits:07}"
        kind = rng.random()
        if kind < 0.45:
            self.name = ""
        elif kind < 0.85:
            self.name = f"{rng.choice(SURNAMES)} {rng.choice(GIVEN)}"
        else:
            self.name = rng.choice(FIRMS)
        self.busy_until = -1
        self.first_miss = None  # when the open episode began: the end of its first missed call


class Shop:
    """The model: events in order of time, each of which becomes a call of one or more rows."""

    def __init__(self, rows, seed):
        self.rng = random.Random(seed)
        self.wanted = rows
        self.made = 0
        self.serial = 0  # after the dot of uniqueid
        self.channel = 0x10
        self.buffer = []
        self.heap = []
        self.order = 0  # makes events of one second comparable
        self.customers = []
        self.agents = [f"{SURNAMES[i % 10]} {GIVEN[i % 14]}" for i in range(len(AGENTS))]

    # -- time

    def primaries(self):
        """Times of the events that nothing before has caused, ascending, day by day."""
        total = self.wanted * (1 - INTERNAL_SHARE) / ROWS_PER_PRIMARY
        weights = [WEEKDAY_WEIGHTS[(FIRST_DAY.weekday() + d) % 7] for d in range(DAYS)]
        due = 0.0
        rng = self.rng
        for day, weight in enumerate(weights):
            due += total * weight / sum(weights)
            count = int(due)
            due -= count
            hours = rng.choices(range(24), HOUR_WEIGHTS, k=count)
            yield from sorted(day * 86400 + h * 3600 + int(rng.random() * 3600) for h in hours)

    def later(self, t, action, customer):
        # The hours around the end of a callback's 12 are left empty, so that a second more or less
        # in somebody's definition of that end moves no number.
        if customer.first_miss is not None:
            since = t - customer.first_miss
            if 10 * 3600 < since < 14 * 3600:
                t = customer.first_miss + 14 * 3600 + int(self.rng.random() * 3600)
        if t < HORIZON - 7200:
            self.order += 1
            heapq.heappush(self.heap, (t, self.order, action, customer))

    def spread(self, median, sigma, low, high):
        return min(high, max(low, int(median * self.rng.lognormvariate(0.0, sigma))))

    # -- rows

    def ids(self, t):
        self.serial += 2
        return f"{EPOCH + t}.{self.serial}"

    def device(self, name):
        self.channel += 1
        return f"PJSIP/{name}-{self.channel:08x}"

    def row(self, call, channel, dstchannel, app, data, start, answer, end, disposition):
        src, dst, context, clid, uniqueid = call
        self.made += 1
        billsec = 0 if answer is None else end - answer
        answered = "" if answer is None else f'"{stamp(answer)}"'
        self.buffer.append((end, self.made, (
            f'"","{src}","{dst}","{context}","{clid}","{channel}","{dstchannel}","{app}","{data}",'
            f'"{stamp(start)}",{answered},"{stamp(end)}",{end - start},{billsec},"{disposition}",'
            f'"DOCUMENTATION","{uniqueid}","","","{uniqueid}",{self.made}\n')))

    def clid(self, name, number):
        # Asterisk writes "name" <number> as it is; cdr_csv then doubles every quote in it.
        return '""' + name.replace('"', '""') + f'"" <{number}>' if name else number

    # -- calls

    def inbound(self, t, customer):
        rng = self.rng
        form = rng.random()
        number = ("8" if form < 0.8 else "+7" if form < 0.95 else "7") + customer.number
        call = (number, "600", "ext-queues", self.clid(customer.name, number), self.ids(t))
        trunk = self.device("provider")
        data = "600,t,,,300,,,,,"
        leaves = t + self.spread(50, 1.0, 1, 240)

        if rng.random() < 0.03:  # nobody was free: no attempt was made
            self.row(call, trunk, "", "Queue", data, t, None, leaves, "NO ANSWER")
            return self.missed(leaves, customer)

        start = t
        for attempt in range(10):
            agent = self.device(rng.choice(AGENTS))
            luck = rng.random()
            if luck < 0.40:
                answer = start + 1 + int(rng.random() * 14)
                if answer <= leaves:
                    end = answer + self.spread(75, 0.9, 3, 1800)
                    self.row(call, trunk, agent, "Queue", data, start, answer, end, "ANSWERED")
                    return self.served(end, customer)
                ends = leaves
            elif luck < 0.90 or attempt == 9:
                ends = start + 15
            elif luck < 0.97:
                ends = start + 3 + int(rng.random() * 12)
            else:
                ends = start + int(rng.random() * 3)  # declined at once: no offer
            ends = min(ends, leaves)
            self.row(call, trunk, agent, "Queue", data, start, None, ends, "NO ANSWER")
            start = ends
            if ends == leaves:
                break
        return self.missed(start, customer)

    def missed(self, end, customer):
        rng = self.rng
        customer.busy_until = end
        if customer.first_miss is None or end - customer.first_miss > 12 * 3600:
            customer.first_miss = end
        if rng.random() < 0.40:
            self.later(end + self.spread(600, 1.2, 40, 30000), self.retry, customer)
        if rng.random() < 0.55:
            self.later(end + self.spread(1200, 1.2, 30, 32400), self.callback, customer)

    def served(self, end, customer):
        customer.busy_until = end
        customer.first_miss = None
        if self.rng.random() < 0.12:
            self.later(end + 3600 + int(self.rng.random() * 4 * 86400), self.inbound, customer)

    def retry(self, t, customer):
        if customer.first_miss is not None or self.rng.random() < 0.1:
            self.inbound(t, customer)

    def callback(self, t, customer):
        if customer.first_miss is not None or self.rng.random() < 0.1:
            self.outbound(t, customer)

    def outbound(self, t, customer):
        rng = self.rng
        index = int(rng.random() * len(AGENTS))
        agent, dst = AGENTS[index], "8" + customer.number
        call = (agent, dst, "from-internal", self.clid(self.agents[index], agent), self.ids(t))
        data = f"PJSIP/{dst}@provider,300,Tb(func-apply-sipheaders^s^1,(1))U(sub-send-obroute-email^{dst}^1)"
        channel, trunk = self.device(agent), self.device("provider")
        luck = rng.random()
        if luck < 0.66:
            answer = t + 2 + int(rng.random() * 25)
            talk = 3 + int(rng.random() * 7) if rng.random() < 0.1 else self.spread(60, 0.9, 10, 1500)
            self.row(call, channel, trunk, "Dial", data, t, answer, answer + talk, "ANSWERED")
            if talk >= 10:
                return self.served(answer + talk, customer)
            end = answer + talk  # a mailbox: nobody was reached
        elif luck < 0.90:
            end = t + 15 + int(rng.random() * 45)
            self.row(call, channel, trunk, "Dial", data, t, None, end, "NO ANSWER")
        else:
            end = t + 1 + int(rng.random() * 5)
            self.row(call, channel, trunk, "Dial", data, t, None, end, "BUSY")
        customer.busy_until = end
        if customer.first_miss is not None and rng.random() < 0.5:
            self.later(end + self.spread(1500, 0.8, 60, 14400), self.callback, customer)

    def internal(self, t):
        rng = self.rng
        caller, callee = rng.sample(range(len(AGENTS)), 2)
        agent, other = AGENTS[caller], AGENTS[callee]
        call = (agent, other, "from-internal", self.clid(self.agents[caller], agent), self.ids(t))
        answer = t + 1 + int(rng.random() * 12) if rng.random() < 0.75 else None
        end = answer + self.spread(40, 0.8, 2, 600) if answer is not None else t + 15
        self.row(call, self.device(agent), self.device(other), "Dial",
                 f"PJSIP/{other}/sip:{other}@10.0.0.{caller};ob,15,tr", t, answer, end,
                 "NO ANSWER" if answer is None else "ANSWERED")

    # -- all of it

    def someone(self, t):
        """A customer who calls: one in four is known already and not on the line."""
        rng = self.rng
        if self.customers and rng.random() < 0.25:
            customer = self.customers[int(rng.random() * len(self.customers))]
            if customer.busy_until < t - 60 and not (
                    customer.first_miss is not None
                    and 10 * 3600 < t - customer.first_miss < 14 * 3600):
                return customer
        customer = Customer(len(self.customers), rng)
        self.customers.append(customer)
        return customer

    def write(self, out):
        """Rows in the order of their ends, as Asterisk writes them."""
        rng = self.rng
        started = 0
        expected = self.wanted * (1 - INTERNAL_SHARE) / ROWS_PER_PRIMARY
        for t in self.primaries():
            while self.heap and self.heap[0][0] <= t:
                at, _, action, customer = heapq.heappop(self.heap)
                if at <= customer.busy_until + 30:
                    self.later(customer.busy_until + 31 + int(rng.random() * 60), action, customer)
                else:
                    action(at, customer)
            if rng.random() < 0.8:
                self.inbound(t, self.someone(t))
            else:
                self.outbound(t, self.someone(t))
            started += 1
            while self.made < self.wanted * min(1.0, started / expected) - self.wanted * 0.001:
                self.internal(t)
            if len(self.buffer) > 200_000 and t < HORIZON - 7200:
                self.flush(out, t)
        while self.heap:
            at, _, action, customer = heapq.heappop(self.heap)
            if at > customer.busy_until + 30:
                action(at, customer)
        while self.made < self.wanted:
            self.internal(HORIZON - 7200 + int(rng.random() * 3600))
        self.flush(out, HORIZON * 2)

    def flush(self, out, before):
        """Writes what nothing to come can precede: an event from `before` on ends no earlier."""
        self.buffer.sort()
        keep = next((i for i, r in enumerate(self.buffer) if r[0] >= before), len(self.buffer))
        out.writelines(r[2] for r in self.buffer[:keep])
        del self.buffer[:keep]


CONFIG = """\
# Written by Benchmarks/generate.py.
shop: Benchmark
timezone: Asia/Yekaterinburg
language: ru
currency: RUB
region: RU
database: ringtally.sqlite
reports: reports
sources:
  - name: pbx
    format: asterisk-cdr
    files: [Master.csv]
    timezone: auto
agents: agents.csv
# The last call is two days before the as-of day: callbacks have to have ended.
limits: { stale_after: 72h }
trunks: ["PJSIP/provider-"]
hours:
  weekly: { mon-sun: "00:00-24:00" }
"""


def generate(rows, folder, seed=1):
    """Returns the folder that holds Master.csv, agents.csv and ringtally.yaml, made once."""
    place = Path(folder) / f"rows-{rows}-seed-{seed}"
    # Rows made by another version of this file are not these rows.
    recipe = Path(__file__).read_text(encoding="utf-8")
    marker = place / "generate.py"
    if marker.is_file() and marker.read_text(encoding="utf-8") == recipe:
        return place
    place.mkdir(parents=True, exist_ok=True)
    marker.unlink(missing_ok=True)
    began = time.monotonic()
    shop = Shop(rows, seed)
    with open(place / "Master.csv", "w", encoding="utf-8", newline="") as out:
        shop.write(out)
    with open(place / "agents.csv", "w", encoding="utf-8", newline="") as out:
        out.write("id,name,team,line,from,to\n")
        for line, name in zip(AGENTS, shop.agents):
            out.write(f"a{line},{name},calls,{line},2026-01-01,\n")
    (place / "ringtally.yaml").write_text(CONFIG, encoding="utf-8")
    marker.write_text(recipe, encoding="utf-8")
    size = os.path.getsize(place / "Master.csv")
    print(f"generated {shop.made} rows, {size / 1e6:.0f} MB, {len(shop.customers)} customers, "
          f"in {time.monotonic() - began:.0f} s: {place}")
    return place


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", default=".build-bench")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generate(options.rows, options.folder, options.seed)
