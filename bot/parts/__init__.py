"""Questions of several parts, or that ask the same of two things: taken apart, searched for and read part by part."""
