print("podsup")
