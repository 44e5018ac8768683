"""The Reconciliation Service API (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/), by
which OpenRefine and others match names with entities. Version 0.2, and the draft of 1.0 beside it.

`manifest` says what is offered, `batches` and `extension` read what is asked, `answers` puts what was found into the
protocol's words, `preview` draws an entity; `routes` holds the endpoints of 0.2, `draft` those of 1.0.
"""
