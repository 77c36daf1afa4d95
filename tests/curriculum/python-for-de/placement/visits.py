with open("visits.csv", "w") as file:
    for i in range(100_000):
        file.write(f"{i * i % 977 % 50},{i % 61}\n")
