"""The ground below every feature: it knows no Flask and no word of a CRM."""
