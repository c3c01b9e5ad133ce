"""The review desk in the browser: pages over the pipeline's desk, nothing of its own.

`app.create_app` makes the pages, `rendering.render` their dress.
"""
