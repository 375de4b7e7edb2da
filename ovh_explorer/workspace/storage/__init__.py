"""What is kept between runs, or for the run."""
