import re

import pytest

from postil.domain.sources import Imported
from postil.importers import read
from postil.services.sample import SampleMark, sample_marks, sample_source


@pytest.fixture(scope="module")
def sample() -> Imported:
    return read(sample_source())


def test_the_sample_has_about_eight_hundred_words():
    words = len(sample_source().content.decode().split())
    assert 750 <= words <= 900


def test_its_byline_is_told_apart_from_its_text(sample: Imported):
    assert (sample.site, sample.updated, sample.published, sample.authors) == (
        "Lantern Bay History",
        "2023-11-08",
        "",
        (),
    )


def test_its_headline_is_cut_off_and_kept_as_it_is(sample: Imported):
    assert sample.title == sample.document.blocks[0].text
    assert not sample.title.endswith((".", "?"))


def test_its_boilerplate_is_marked(sample: Imported):
    assert {block.boilerplate for block in sample.document.blocks} == {"", "byline", "plea", "related"}


def test_every_mask_of_the_file_stands_in_the_canonical_text(sample: Imported):
    in_file = re.findall(r"\*+", sample_source().content.decode())
    assert re.findall(r"\*+", sample.document.text) == in_file
    assert {"**", "***"} == set(in_file)


def test_some_masks_touch_quotation_marks_and_brackets(sample: Imported):
    assert '"**"' in sample.document.text
    assert "(***)" in sample.document.text


@pytest.mark.parametrize("mark", sample_marks(), ids=lambda mark: mark.quote[:24])
def test_a_mark_means_one_passage(mark: SampleMark, sample: Imported):
    assert sample.document.text.count(mark.prefix + mark.quote) == 1
    assert mark.color in {"yellow", "red", "green", "blue", "purple", "orange"}


def test_marks_reach_over_both_kinds_of_mask():
    runs = {run for mark in sample_marks() for run in re.findall(r"\*+", mark.quote)}
    assert runs == {"**", "***"}
