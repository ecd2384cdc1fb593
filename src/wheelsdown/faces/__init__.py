"""How people and programs meet the product; each face stands alone and none knows another."""
