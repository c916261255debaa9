"""Who is on call as others keep it: calendars, PagerDuty, Opsgenie. Sources give spans of time and change nothing."""
