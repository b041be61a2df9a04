"""The tests mirror the packages of app/."""
