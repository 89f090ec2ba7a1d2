"""That the check finds growth, and only growth; with counts made up for it."""
import pathlib
import tempfile
import unittest

import check


class Check(unittest.TestCase):
    def test_growth_beyond_five_percent_is_found(self):
        self.assertEqual(check.differences({"next": 100.0, "read": 1000.0}, {"next": 105.1, "read": 1049.0}),
                         ["next grew by 5.1 %: from 100.0 to 105.1 instructions"])

    def test_less_is_no_difference(self):
        self.assertEqual(check.differences({"next": 100.0}, {"next": 50.0}), [])

    def test_paths_that_only_one_of_the_two_has_are_named(self):
        self.assertEqual(check.differences({"old": 1.0}, {"new": 1.0}), ["new is not in the table", "old was not counted"])

    def test_a_table_is_read_as_it_was_written(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "table.tsv")
            check.write_table(file, "GNU 12.2.0", {"next": 60.04, "read": 1712.0})
            self.assertEqual(check.read_table(file), ("GNU 12.2.0", {"next": 60.0, "read": 1712.0}))

    def test_the_table_of_the_tree_has_ten_paths(self):
        self.assertEqual(len(check.read_table(check.TABLE)[1]), 10)

    def test_compilers_are_told_apart_by_name_and_first_number(self):
        self.assertEqual(check.family("GNU 12.2.0"), check.family("GNU 12.3.1"))
        self.assertNotEqual(check.family("GNU 12.2.0"), check.family("GNU 13.1.0"))
        self.assertNotEqual(check.family("GNU 14.0.6"), check.family("Clang 14.0.6"))


if __name__ == "__main__":
    unittest.main()
