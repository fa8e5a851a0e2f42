"""Public test suites, fetched by `fetch_data.py`: what we say of every case is pinned."""
