"""
The demo: a believable region in the north with invented people, made by the product's own functions.

Whatever stands in it went through the same guards as the work of a real coordinator, on the day it is said to have happened.
"""
