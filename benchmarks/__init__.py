"""Speed and accuracy, each measured beside a peer in the same run."""
