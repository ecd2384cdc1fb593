"""wheelsdown: who landed at a base, from where, how often, and how sure are we.

Importing the package touches no file, folder or socket. ``wheelsdown.pipeline`` reads as the product.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
