"""What people are shown: units, their renditions in text, sign, sound and picture, and how much there is of them."""
