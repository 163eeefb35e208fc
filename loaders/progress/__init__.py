"""Progress tables (実績 and 予定 by department) that came out of a PDF as scrambled text."""
