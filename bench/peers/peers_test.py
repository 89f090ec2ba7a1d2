"""What the driver makes of peers that agree, differ, refuse, fail or say too little; and that it shows them."""
import functools
import pathlib
import re
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml

import asking
import chart
import compare
import known_peers
import schedules
import table

# Fires every `argv[1]` seconds, but a second late after each instant of `argv[2]` and more.
FAKE = """
import sys
step, late_from, wanted = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
if wanted == "version":
    sys.exit(print("fake 1.0"))
text, zones, *instants = sys.stdin.read().splitlines()
if text == "malformed":
    sys.exit(print("! what is that"))
if text == "crash":
    sys.exit("out of order")
if wanted == "time":
    sys.exit(print("30.0 10.0 20.0 1000.0 20.0"))
for after in map(int, instants[1:] if text == "one too few" else instants):
    print("-" if text == "never" else after - after % step + step + (after >= late_from))
"""
SCHEDULES = {name: {"quartz": name, "seconds_last": name} for name in ("steps", "malformed", "crash", "one too few")}
SCHEDULES["unsaid"] = {"quartz": "steps"}
ZONES = ["Europe/Berlin", "Asia/Tokyo"]
INSTANTS = [86400, 90061, 1_000_000_000]


class Peers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        (cls.folder / "fake.py").write_text(FAKE)

    @classmethod
    def peer(cls, name, late_from="inf", **more):
        return known_peers.Peer(name, "seconds_last",
                                [sys.executable, "-S", str(cls.folder / "fake.py"), "60", late_from], **more)

    def became(self, peer, name):
        right = [86460, 90120, 1_000_000_020]
        return asking.ask(peer, SCHEDULES[name], right, ZONES, INSTANTS)

    def test_one_that_agrees_is_timed_by_the_median_of_its_rounds(self):
        found = self.became(self.peer("same"), "steps")
        self.assertEqual((found["became"], found["compared"], found["nanoseconds"]), ("same", 3, 20.0))
        self.assertEqual(table.cell(found), "20 ns")
        self.assertEqual(table.cell(self.became(self.peer("untimed", is_timed=False), "steps")), "same")

    def test_one_that_differs_is_shown_with_its_first_difference(self):
        found = self.became(self.peer("late", "90000"), "steps")
        self.assertEqual((found["became"], found["differences"]), ("differs", 2))
        self.assertEqual(found["first"], {"zone": "Asia/Tokyo", "after": 90061, "nextfire": 90120, "peer": 90121})
        self.assertEqual(table.cell(found), "20 ns *differs: 2 of 3*")

    def test_no_answer_is_a_difference_too(self):
        found = asking.compare([1, 2], [1, None], ZONES, INSTANTS)
        self.assertEqual(found["first"]["peer"], None)

    def test_one_is_asked_no_more_than_it_can_take(self):
        self.assertEqual(self.became(self.peer("slow", "90000", most_questions=1), "steps")["became"], "same")

    def test_what_is_no_answer_is_told(self):
        for name, why in (("malformed", "what is that"), ("crash", "out of order"),
                          ("one too few", "2 answers to 3 questions")):
            self.assertEqual(self.became(self.peer("fake"), name), {"became": "refused", "why": why})
        self.assertEqual(self.became(self.peer("fake"), "unsaid"), {"became": "cannot say"})
        nowhere = known_peers.Peer("nowhere", "seconds_last", [str(self.folder / "nothing")])
        self.assertEqual(self.became(nowhere, "steps")["became"], "refused")

    @classmethod
    @functools.cache
    def result(cls):
        """What one run finds."""
        reference = cls.peer("nextfire")
        reference.notation = "quartz"
        peers = [cls.peer("same"), cls.peer("late <90,000", "90000"),
                 known_peers.Peer("absent", "quartz", [], "a thing")]
        asked = {name: SCHEDULES[name] for name in ("steps", "unsaid")}
        return compare.report(reference, peers, compare.compare_all(reference, peers[:2], asked, ZONES, INSTANTS))

    def test_the_table_has_times_differences_and_what_is_missing(self):
        text = table.markdown(self.result())
        self.assertIn("| schedule | nextfire | same | late <90,000 |\n|---|---:|---:|---:|\n", text)
        self.assertIn("| steps | 20 ns | 20 ns | 20 ns *differs: 2 of 3* |\n| unsaid | 20 ns | – | – |\n", text)
        self.assertIn("Missing: absent (a thing).", text)
        self.assertIn("- late <90,000, steps: 2 of 3 answers differ; in Asia/Tokyo after 1970-01-02T01:01:01Z it gives "
                      "1970-01-02T01:02:01Z, nextfire 1970-01-02T01:02:00Z.", text)

    def test_the_chart_has_a_mark_a_time_and_hollow_ones_for_differences(self):
        drawn = chart.svg(self.result())
        root = xml.fromstring(drawn)
        marks = [path for path in root.iter("{http://www.w3.org/2000/svg}path") if len(path)]
        self.assertEqual(len(marks), 3 + 4)  # the legend's, and the times
        self.assertEqual(["hollow" in mark.get("class") for mark in marks].count(True), 1)
        self.assertIn("prefers-color-scheme:dark", drawn)

    def test_equal_decades_are_equally_wide(self):
        _, place = chart.scale_of([2.0, 40_000.0])
        self.assertAlmostEqual(place(10) - place(1), place(100_000) - place(10_000))
        self.assertEqual((place(1), place(100_000)), (chart.LEFT, chart.WIDTH - chart.RIGHT))

    def test_the_files_are_written_and_the_table_is_put_in_its_place(self):
        readme = self.folder / "README.md"
        readme.write_text("before\n<!-- peers: written by compare.py -->\nold\n<!-- end of peers -->\nafter\n")
        compare.write(self.result(), self.folder / "into", readme)
        text = readme.read_text()
        self.assertRegex(text, re.compile(r"^before\n<!-- .*\| steps .*<!-- end of peers -->\nafter\n$", re.S))
        self.assertNotIn("old", text)
        self.assertEqual(sorted(path.name for path in (self.folder / "into").iterdir()), ["peers.json", "peers.svg"])

    def test_times_are_written_with_two_digits_or_three(self):
        for nanoseconds, text in ((5.64, "5.6 ns"), (9.96, "10 ns"), (999.4, "999 ns"), (1234, "1.2 µs"),
                                  (2.5e6, "2.5 ms"), (3e10, "30 s")):
            self.assertEqual(table.duration(nanoseconds), text)

    def test_every_schedule_can_be_put_to_nextfire_and_instants_stay_the_same(self):
        self.assertTrue(all("quartz" in schedule for schedule in schedules.SCHEDULES.values()))
        self.assertEqual(schedules.instants(3), schedules.instants(10)[:3])

    def test_a_peer_is_named_on_the_command_line(self):
        peer = known_peers.named_peer("croncpp=quartz=./answers --zone='a b'")
        self.assertEqual((peer.name, peer.notation, peer.command), ("croncpp", "quartz", ["./answers", "--zone=a b"]))


if __name__ == "__main__":
    unittest.main()
