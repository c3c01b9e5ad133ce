"""One page of the desk a module: what is asked, what the desk says, a template."""
