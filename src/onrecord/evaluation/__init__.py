"""Scores against labelled corpora, with people's agreement and an interval beside every figure."""

from onrecord.evaluation.agreement import POLNEAR_PEOPLE, Agreement, agreement
from onrecord.evaluation.assessment import FACTUALITIES, evaluate_polnear
from onrecord.evaluation.circumstances import CircumstanceLabel, read_circumstances
from onrecord.evaluation.plots import reliability_plot, risk_coverage_plot
from onrecord.evaluation.polnear import GoldArticle, GoldRelation, read_all_annotators, read_polnear
from onrecord.evaluation.predictions import PredictedSpeaker, Prediction, read_predictions
from onrecord.evaluation.reliability import ConfidenceCurve, CoveragePoint, ReliabilityBin
from onrecord.evaluation.report import Report
from onrecord.evaluation.scores import MEASURES, Counts, Figure
from onrecord.evaluation.speaker_tables import speaker_tables
from onrecord.evaluation.speakers import SpeakerLabel, SpeakerReport, evaluate_speakers, read_speakers
from onrecord.evaluation.tables import report_tables

__all__ = [
    "FACTUALITIES",
    "MEASURES",
    "POLNEAR_PEOPLE",
    "Agreement",
    "CircumstanceLabel",
    "ConfidenceCurve",
    "Counts",
    "CoveragePoint",
    "Figure",
    "GoldArticle",
    "GoldRelation",
    "PredictedSpeaker",
    "Prediction",
    "ReliabilityBin",
    "Report",
    "SpeakerLabel",
    "SpeakerReport",
    "agreement",
    "evaluate_polnear",
    "evaluate_speakers",
    "read_all_annotators",
    "read_circumstances",
    "read_polnear",
    "read_predictions",
    "read_speakers",
    "reliability_plot",
    "report_tables",
    "risk_coverage_plot",
    "speaker_tables",
]
