"""The commands of `launch-timeline`: each file has one, as `command`."""
