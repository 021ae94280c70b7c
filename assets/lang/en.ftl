## Everywhere
