"""The public site: home, commission, search, help, editorial pages; pages that join several rooms."""
