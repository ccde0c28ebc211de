"""Files → a manuscript folder: read → desk → write → mend → conservation. All of it, or nothing."""
