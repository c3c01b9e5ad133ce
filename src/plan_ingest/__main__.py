"""`python -m plan_ingest`: the same as `plan-ingest`."""

from plan_ingest.cli import main

if __name__ == "__main__":
    main()
