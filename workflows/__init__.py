"""The rulebook: what the Statute allows, who may do it, when, and how it is counted.

Standard library and ``transitions`` only. No Flask, no SQL, no clock, no files:
the office passes in rows, times, holidays and identities, and gets answers back.
"""
