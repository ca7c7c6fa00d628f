"""Scores against labelled corpora, with people's agreement and an interval beside every figure."""

from onrecord.evaluation.agreement import POLNEAR_PEOPLE, Agreement, agreement
from onrecord.evaluation.assessment import FACTUALITIES, evaluate_polnear
from onrecord.evaluation.circumstances import CircumstanceLabel, read_circumstances
from onrecord.evaluation.polnear import GoldArticle, GoldRelation, read_all_annotators, read_polnear
from onrecord.evaluation.predictions import Prediction, read_predictions
from onrecord.evaluation.reliability import ConfidenceCurve, CoveragePoint, ReliabilityBin
from onrecord.evaluation.report import Report
from onrecord.evaluation.scores import MEASURES, Counts, Figure
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
    "Prediction",
    "ReliabilityBin",
    "Report",
    "agreement",
    "evaluate_polnear",
    "read_all_annotators",
    "read_circumstances",
    "read_polnear",
    "read_predictions",
    "report_tables",
]
